package io.regimen.db;

/** Position streams as they are stored: compressed, and named by the hash of what they were before. */
public final class StoredLadder {
    private final String hash;
    private final byte[] content;
    private final int rawBytes;

    /**
     * @param hash SHA-256 of the bytes before compression
     * @param rawBytes their number
     */
    public StoredLadder(String hash, byte[] content, int rawBytes) {
        this.hash = hash;
        this.content = content;
        this.rawBytes = rawBytes;
    }

    public String hash() {
        return hash;
    }

    /** The compressed bytes; nobody writes to them. */
    public byte[] content() {
        return content;
    }

    public int rawBytes() {
        return rawBytes;
    }
}
