package io.regimen.deploy.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * A way to a server on this machine that counts round trips: how often a client speaks after the server has answered it.
 * Bytes pass unread.
 */
final class RoundTrips implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final LongAdder count = new LongAdder();

    RoundTrips(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    long count() {
        return count.sum();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                AtomicBoolean answered = new AtomicBoolean(true);
                Thread.ofVirtual()
                        .start(() -> pass(client, upstream, () -> {
                            if (answered.getAndSet(false)) {
                                count.increment();
                            }
                        }));
                Thread.ofVirtual().start(() -> pass(upstream, client, () -> answered.set(true)));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void pass(Socket from, Socket to, Runnable speaks) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                speaks.run();
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // one side has hung up; the other one is closed with it
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
