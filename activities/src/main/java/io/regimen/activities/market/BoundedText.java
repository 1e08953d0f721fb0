package io.regimen.activities.market;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Characters of a file, refused where a line is longer than any row of bars or holds bytes that no text has. */
final class BoundedText extends FilterReader {
    private final String name;
    private final int lineLength;
    private long line = 1;
    private int length;

    BoundedText(Reader in, String name, int lineLength) {
        super(in);
        this.name = name;
        this.lineLength = lineLength;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int wanted) throws IOException {
        int n = super.read(buffer, offset, wanted);
        for (int i = offset; i < offset + n; i++) {
            char c = buffer[i];
            if (c == '\n' || c == '\r') {
                line += c == '\n' ? 1 : 0;
                length = 0;
            } else if (c == 0) {
                throw new ImportException(name + ", line " + line
                        + ": found binary data; give a text file with bars, in UTF-8, plain, gzip or zip");
            } else if (++length > lineLength) {
                throw new ImportException(name + ", line " + line + " is longer than " + lineLength
                        + " characters; give a text file with one bar per line");
            }
        }
        return n;
    }
}
