package io.regimen.activities.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.Segments;
import io.regimen.activities.backtest.TakenSignals;
import io.regimen.activities.inference.LadderFile;
import io.regimen.activities.inference.SignalLadder;
import io.regimen.db.GridRepository;
import io.regimen.db.StoredLadder;
import io.regimen.db.StreamRepository;
import io.regimen.db.StreamRepository.Description;
import io.regimen.db.StreamRepository.Kept;
import io.regimen.db.StreamRepository.Positions;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.Json;
import io.regimen.workflows.KeepStreams;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Position streams of runs in the database: stored in the transaction that stores what they led to, found by the terms
 * that they depend on, and compared with their hash and with the positions of the judgement before they are used.
 */
@Singleton
final class KeptStreams {
    private static final int MAX_LADDER_BYTES = 64 << 20;

    private final StreamRepository streams;
    private final GridRepository grids;
    private final Cache<Long, KeepStreams> ofGrids =
            Caffeine.newBuilder().maximumSize(100).build();

    KeptStreams(StreamRepository streams, GridRepository grids) {
        this.streams = streams;
        this.grids = grids;
    }

    /** What a grid asks for. */
    KeepStreams ofGrid(long gridId) {
        return ofGrids.get(
                gridId,
                id -> GridSteps.request(grids.byId(id).orElseThrow(() -> new IllegalStateException("no grid " + id)))
                        .executionOrDefault()
                        .keepStreams());
    }

    /** Streams packed for {@link #store}, outside of any transaction. */
    record Packed(Description description, List<StoredLadder> ladders) {}

    /** @param results of all configurations, in their order */
    static Packed pack(KeepStreams keep, Segments segments, TakenSignals taken, List<BacktestResult> results) {
        List<StoredLadder> ladders = new ArrayList<>(taken.ladders().size());
        for (SignalLadder ladder : taken.ladders()) {
            byte[] file = LadderFile.write(ladder);
            ladders.add(new StoredLadder(Json.sha256Hex(file), deflated(file), file.length));
        }
        BacktestResult any = results.getFirst();
        Description description = new Description(
                keep.toString(),
                List.of(
                        segments.outOfFoldFrom(),
                        segments.validationFrom(),
                        segments.validationTo(),
                        segments.testFrom(),
                        segments.testTo()),
                results.size(),
                Trials.of(results, List.of()).distinctStreams(),
                any.validation().total().bars() + any.test().total().bars());
        return new Packed(description, ladders);
    }

    /** The caller's transaction is open. */
    void store(long runId, String evaluationHash, Packed packed) {
        streams.add(runId, evaluationHash, packed.description(), packed.ladders());
    }

    /** Lets go of streams that were to be kept only if the run leads, if it never did; the caller has judged it. */
    void release(long runId) {
        streams.release(runId);
    }

    /** Streams of runs, given as a PostgreSQL array literal. */
    List<Kept> of(String runs) {
        return streams.kept(runs);
    }

    /** The evaluation of a run under which its streams were the same as under the wanted one; empty if none are kept. */
    Optional<String> source(long runId, Evaluation wanted) {
        return source(streams.kept("{" + runId + "}"), wanted);
    }

    static Optional<String> source(List<Kept> ofRun, Evaluation wanted) {
        return ofRun.stream()
                .filter(kept -> Evaluation.parse(kept.evaluation()).hasStreamsOf(wanted))
                .map(Kept::evaluationHash)
                .findFirst();
    }

    /** Streams of a run, and the parts of the bars that they were taken on. */
    record Read(Segments segments, TakenSignals taken) {}

    /**
     * The streams of a run under an evaluation.
     *
     * @param configs of that evaluation, in their order
     * @throws CorruptFileException if they are gone, or not what was stored
     */
    Read read(long runId, String source, List<InferenceConfig> configs) {
        List<Integer> bounds = streams.segments(runId, source);
        if (bounds.isEmpty()) {
            throw new CorruptFileException("the position streams of run " + runId + " under " + source + " are gone");
        }
        Segments segments = new Segments(bounds.get(0), bounds.get(1), bounds.get(2), bounds.get(3), bounds.get(4));
        try {
            List<SignalLadder> ladders = new ArrayList<>();
            for (StoredLadder stored : streams.ladders(runId, source)) {
                ladders.add(LadderFile.read(checked(stored), segments.validationFrom()));
            }
            return new Read(segments, new TakenSignals(configs, ladders));
        } catch (IllegalArgumentException | DataFormatException e) {
            throw new CorruptFileException(
                    "the position streams of run " + runId + " under " + source + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Compares the positions that streams led to with those of the judgement that they were kept of.
     *
     * @throws CorruptFileException if they differ
     */
    void check(long runId, String source, List<BacktestResult> results) {
        List<Positions> before = streams.positions(runId, source);
        boolean same = before.size() == results.size();
        for (int i = 0; same && i < results.size(); i++) {
            same = before.get(i)
                    .streamHash()
                    .equals(BacktestRows.hash(results.get(before.get(i).configIndex())));
        }
        if (!same) {
            throw new CorruptFileException(
                    "the position streams of run " + runId + " do not give the positions that it took under " + source);
        }
    }

    private static byte[] checked(StoredLadder stored) throws DataFormatException {
        byte[] file = inflated(stored.content(), stored.rawBytes());
        if (!Json.sha256Hex(file).equals(stored.hash())) {
            throw new DataFormatException("they have another hash than the recorded one");
        }
        return file;
    }

    private static byte[] deflated(byte[] file) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(file);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static byte[] inflated(byte[] content, int size) throws DataFormatException {
        if (size < 1 || size > MAX_LADDER_BYTES) {
            throw new DataFormatException(size + " bytes");
        }
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(content);
            byte[] out = new byte[size];
            int length = 0;
            while (length < size && !inflater.finished()) {
                int read = inflater.inflate(out, length, size - length);
                if (read == 0 && inflater.needsInput()) {
                    break;
                }
                length += read;
            }
            if (length < size) {
                throw new DataFormatException("they end too early");
            }
            return out;
        }
    }
}
