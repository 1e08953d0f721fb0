package io.regimen.deploy.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to the object store on which things go wrong while a test wants them to. Bytes pass unread, so signatures hold. */
final class StoreProxy implements Closeable {
    /** What goes wrong. */
    enum Fault {
        NONE,
        /** Connections are closed at once. */
        DOWN,
        /** Every piece of a request waits. */
        SLOW,
        /** Requests are carried out, but the answer says 500. */
        ERROR_AFTER_SUCCESS,
        /** Answers end after a few hundred bytes. */
        TRUNCATED
    }

    private static final long DELAY_MILLIS = 400;
    private static final int CUT_AFTER = 300;

    private final ServerSocket server;
    private final int target;
    private final AtomicInteger struck = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    StoreProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void set(Fault now) {
        fault = now;
    }

    /** How often something went wrong. */
    int struck() {
        return struck.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (fault == Fault.DOWN) {
                struck.incrementAndGet();
                return;
            }
            try (Socket store = new Socket(InetAddress.getLoopbackAddress(), target)) {
                Thread up = Thread.ofVirtual().start(() -> pass(client, store, false));
                pass(store, client, true);
                up.interrupt();
            }
        } catch (IOException e) {
            // one of the two went away: so does the other
            return;
        }
    }

    /** Copies one direction until it ends, then closes both. */
    private void pass(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                Fault now = fault;
                if (now == Fault.DOWN) {
                    struck.incrementAndGet();
                    return;
                }
                if (now == Fault.SLOW && !answers) {
                    struck.incrementAndGet();
                    Thread.sleep(DELAY_MILLIS);
                }
                if (answers && now == Fault.ERROR_AFTER_SUCCESS && !isContinue(buffer, n)) {
                    struck.incrementAndGet();
                    out.write("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    return;
                }
                if (answers && now == Fault.TRUNCATED && n > CUT_AFTER) {
                    struck.incrementAndGet();
                    out.write(buffer, 0, CUT_AFTER);
                    return;
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            // the connection ended, which is all that matters here
            return;
        }
    }

    private static boolean isContinue(byte[] buffer, int n) {
        return new String(buffer, 0, Math.min(n, 12), StandardCharsets.US_ASCII).equals("HTTP/1.1 100");
    }

    /** All faults but none. */
    static List<Fault> faults() {
        return List.of(Fault.DOWN, Fault.SLOW, Fault.ERROR_AFTER_SUCCESS, Fault.TRUNCATED);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
