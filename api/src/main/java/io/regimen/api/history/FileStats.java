package io.regimen.api.history;

import io.regimen.db.FileCount;
import io.regimen.db.FileReasonCount;
import io.regimen.db.KeptModels;
import io.regimen.db.KeptStreamsStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in the store, and what was saved by not keeping every model.
 *
 * @param counts files and bytes by kind and state; those of DELETED files are the bytes they had
 * @param reasons the same by reason, of files that are not, or not as they should be, in the store
 * @param modelsMade model files ever stored
 * @param modelsKept those still there
 * @param keptShare of the files; null while there are none
 * @param bytesSaved size of the model files that are not kept
 * @param savedShare of the bytes of all model files ever stored
 * @param streams position streams that are kept
 */
record FileStats(
        List<FileCount> counts,
        List<FileReasonCount> reasons,
        long modelsMade,
        long modelsKept,
        @Nullable Double keptShare,
        long bytesSaved,
        @Nullable Double savedShare,
        Streams streams) {

    /**
     * Position streams, by which runs can be judged again without their model.
     *
     * @param runs runs whose streams are kept
     * @param streams configurations of all evaluations under which they are
     * @param distinctStreams those that no other of the same run and evaluation equals
     * @param logicalBytes what they would take at two bits a bar, each on its own
     * @param bytes what they take
     * @param savedShare what sharing and compression saved; null while there are none
     */
    record Streams(
            long runs,
            long streams,
            long distinctStreams,
            long logicalBytes,
            long bytes,
            @Nullable Double savedShare) {}

    static FileStats of(
            List<FileCount> counts, List<FileReasonCount> reasons, KeptModels models, KeptStreamsStats streams) {
        long saved = models.bytesMade() - models.bytesKept();
        return new FileStats(
                List.copyOf(counts),
                List.copyOf(reasons),
                models.made(),
                models.kept(),
                share(models.kept(), models.made()),
                saved,
                share(saved, models.bytesMade()),
                new Streams(
                        streams.runs(),
                        streams.streams(),
                        streams.distinctStreams(),
                        streams.logicalBytes(),
                        streams.bytes(),
                        share(streams.logicalBytes() - streams.bytes(), streams.logicalBytes())));
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
