package io.regimen.activities.artifact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes objects, but only one on each connection: a kept one is closed as soon as another request comes on it. */
final class ForgetfulServer implements AutoCloseable {
    final List<String> taken = new CopyOnWriteArrayList<>();
    final List<String> turnedAway = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    ForgetfulServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket connection = server.accept();
                    Thread.ofPlatform().daemon().start(() -> serve(connection));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String head = head(in);
            if (head.toLowerCase(Locale.ROOT).contains("expect: 100-continue")) {
                send(connection, "HTTP/1.1 100 Continue\r\n\r\n");
            }
            in.readNBytes(length(head));
            taken.add(head.substring(0, head.indexOf(" HTTP")));
            send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nETag: \"x\"\r\n\r\n");
            String second = head(in);
            turnedAway.add(second.substring(0, Math.max(0, second.indexOf(" HTTP"))));
        } catch (IOException e) {
            // the client went away: nothing to serve
            turnedAway.add(String.valueOf(e.getMessage()));
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder out = new StringBuilder();
        for (int c = in.read();
                c >= 0 && out.indexOf("\r\n\r\n") < 0;
                c = out.indexOf("\r\n\r\n") < 0 ? in.read() : -1) {
            out.append((char) c);
        }
        return out.toString();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
