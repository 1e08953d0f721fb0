package io.regimen.deploy.local;

import io.regimen.deploy.terminal.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Questions about TCP ports. */
public final class Ports {
    private Ports() {}

    /**
     * Checks that a server can listen on this port of 127.0.0.1.
     *
     * @param what who needs the port
     * @param variable the setting that moves it elsewhere
     * @throws CommandException if another program listens there
     */
    public static void requireFree(int port, String what, String variable) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw CommandException.failed(
                    "Port " + port + " on 127.0.0.1, needed for " + what + ", cannot be used (" + e.getMessage()
                            + "): end the program that holds it, or set " + variable + " to a free port.",
                    e);
        }
    }

    /** True if something accepts connections there. */
    public static boolean answers(String host, int port, Duration limit) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(limit.toMillis()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
