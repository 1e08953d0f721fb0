package io.regimen.activities.model;

import io.regimen.workflows.ModelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a trained model, as {@link ModelFileWriter} writes it: a flat container, never Java serialization. Little-endian throughout:
 *
 * <pre>
 * magic "RGMMODEL" | int format version | int n, n bytes family | int members | int n, n ints head steps
 * | int columns | int n, n times (int length, bytes) sections | int CRC-32C of all before
 * </pre>
 *
 * What the sections hold is the family's affair. Same content, same bytes. The checksum tells a damaged file early; that a
 * file is the right one is told by its SHA-256, which is checked before.
 */
public final class ModelFile {
    static final int FORMAT_VERSION = 1;
    private static final String MAGIC = "RGMMODEL";
    private static final int MAX_FAMILY = 64;
    private static final int MAX_MEMBERS = 64;
    private static final int MAX_HEADS = 64;
    private static final int MAX_STEP = 100_000;
    private static final int MAX_COLUMNS = 10_000;
    private static final int MAX_SECTIONS = 2 * MAX_MEMBERS * MAX_HEADS;

    private final int members;
    private final Heads heads;
    private final int columns;
    private final List<byte[]> sections;

    private ModelFile(int members, Heads heads, int columns, List<byte[]> sections) {
        this.members = members;
        this.heads = heads;
        this.columns = columns;
        this.sections = sections;
    }

    /**
     * Reads a file.
     *
     * @throws CorruptModelException if it is not a whole model file of this family, or beyond the limits
     */
    public static ModelFile read(ModelType family, byte[] file) {
        ByteBuffer in = FlatFile.open(file, magic(), "model file");
        int version = FlatFile.count(in, "format version", FORMAT_VERSION, FORMAT_VERSION);
        String name = new String(block(in, "family", MAX_FAMILY), StandardCharsets.UTF_8);
        if (!name.equals(family.toString())) {
            throw new CorruptModelException("a model of family " + name + ", not " + family + ", format " + version);
        }
        int members = FlatFile.count(in, "members", 1, MAX_MEMBERS);
        Heads heads = heads(in);
        int columns = FlatFile.count(in, "columns", 1, MAX_COLUMNS);
        int sectionCount = FlatFile.count(in, "sections", 0, MAX_SECTIONS);
        List<byte[]> sections = new ArrayList<>();
        for (int i = 0; i < sectionCount; i++) {
            sections.add(block(in, "section " + i, in.remaining()));
        }
        if (in.hasRemaining()) {
            throw new CorruptModelException(in.remaining() + " bytes after the last section");
        }
        return new ModelFile(members, heads, columns, sections);
    }

    public int members() {
        return members;
    }

    public Heads heads() {
        return heads;
    }

    /** Columns of the feature matrix that the model takes. */
    public int columns() {
        return columns;
    }

    /**
     * Checks the number of sections.
     *
     * @throws CorruptModelException if it is another
     */
    public void requireSections(int expected) {
        if (sections.size() != expected) {
            throw new CorruptModelException(sections.size() + " sections, not " + expected);
        }
    }

    /** Bytes of a section. */
    public byte[] bytes(int section) {
        return sections.get(section).clone();
    }

    /**
     * Doubles of a section.
     *
     * @throws CorruptModelException if it does not hold exactly that many, all of them finite
     */
    public Vector doubles(int section, int expected) {
        byte[] bytes = sections.get(section);
        if (bytes.length != (long) expected * Double.BYTES) {
            throw new CorruptModelException(
                    "section " + section + " has " + bytes.length + " bytes, not " + expected + " doubles");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Vector out = new Vector(expected);
        for (int i = 0; i < expected; i++) {
            double value = in.getDouble();
            if (!Double.isFinite(value)) {
                throw new CorruptModelException("section " + section + " holds " + value);
            }
            out.set(i, value);
        }
        return out;
    }

    private static Heads heads(ByteBuffer in) {
        int size = FlatFile.count(in, "heads", 1, MAX_HEADS);
        List<Integer> steps = new ArrayList<>();
        int last = 0;
        for (int i = 0; i < size; i++) {
            last = FlatFile.count(in, "head step", i == 0 ? 1 : last + 1, i == 0 ? 1 : MAX_STEP);
            steps.add(last);
        }
        return new Heads(steps);
    }

    private static byte[] block(ByteBuffer in, String what, int max) {
        int afterLength = in.remaining() - Integer.BYTES;
        byte[] out = new byte[FlatFile.count(in, "length of " + what, 0, Math.min(max, afterLength))];
        in.get(out);
        return out;
    }

    static byte[] magic() {
        return MAGIC.getBytes(StandardCharsets.US_ASCII);
    }
}
