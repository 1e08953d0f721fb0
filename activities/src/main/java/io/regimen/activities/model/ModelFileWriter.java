package io.regimen.activities.model;

import io.regimen.workflows.ModelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts a {@link ModelFile} together, section after section. */
public final class ModelFileWriter {
    private final byte[] header;
    private final List<byte[]> sections = new ArrayList<>();

    public ModelFileWriter(ModelType family, int members, Heads heads, int columns) {
        byte[] magic = ModelFile.magic();
        byte[] name = family.toString().getBytes(StandardCharsets.UTF_8);
        header = new byte[magic.length + name.length + (5 + heads.size()) * Integer.BYTES];
        ByteBuffer out = over(header);
        out.put(magic)
                .putInt(ModelFile.FORMAT_VERSION)
                .putInt(name.length)
                .put(name)
                .putInt(members);
        out.putInt(heads.size());
        heads.steps().forEach(out::putInt);
        out.putInt(columns);
    }

    public ModelFileWriter bytes(byte[] section) {
        sections.add(section.clone());
        return this;
    }

    public ModelFileWriter doubles(Vector section) {
        byte[] bytes = new byte[Math.multiplyExact(section.size(), Double.BYTES)];
        ByteBuffer out = over(bytes);
        for (int i = 0; i < section.size(); i++) {
            out.putDouble(section.get(i));
        }
        sections.add(bytes);
        return this;
    }

    /**
     * The file.
     *
     * @throws IllegalStateException if it would be larger than {@link FlatFile#MAX_BYTES}
     */
    public byte[] toBytes() {
        long size = header.length + 2L * Integer.BYTES;
        for (byte[] section : sections) {
            size += Integer.BYTES + section.length;
        }
        if (size > FlatFile.MAX_BYTES) {
            throw new IllegalStateException(
                    "the model file would have " + size + " bytes; at most " + FlatFile.MAX_BYTES + " are allowed");
        }
        byte[] file = new byte[(int) size];
        ByteBuffer out = over(file).put(header).putInt(sections.size());
        sections.forEach(section -> out.putInt(section.length).put(section));
        out.putInt(FlatFile.checksum(file, out.position()));
        return file;
    }

    private static ByteBuffer over(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
