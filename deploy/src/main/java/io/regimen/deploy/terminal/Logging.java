package io.regimen.deploy.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Sends the log to a file, with secrets replaced by stars; only what is worse than {@code console} also to the screen. */
public final class Logging {
    private Logging() {}

    /** Drops the log, until {@link #toFile} says where it goes: standard output belongs to results. */
    public static void silence() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    /**
     * Replaces whatever logging there was.
     *
     * @param file the log file, appended to; its folder is made
     * @param console the lowest level that standard error shows too ("WARN" for commands, "OFF" for servers)
     * @param secrets texts that no line may contain
     */
    public static void toFile(Path file, String console, List<String> secrets) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);

        FileAppender<ILoggingEvent> toFile = new FileAppender<>();
        toFile.setFile(file.toString());
        start(toFile, context, "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX, UTC} %-5level [%thread] %logger{30} %msg%n", secrets);
        root.addAppender(toFile);

        ConsoleAppender<ILoggingEvent> toScreen = new ConsoleAppender<>();
        toScreen.setTarget("System.err");
        ThresholdFilter filter = new ThresholdFilter();
        filter.setLevel(console);
        filter.start();
        toScreen.addFilter(filter);
        start(toScreen, context, "%-5level %msg%n%nopex", secrets);
        root.addAppender(toScreen);
    }

    private static void start(
            OutputStreamAppender<ILoggingEvent> appender, LoggerContext context, String pattern, List<String> secrets) {
        MaskingLayout layout = new MaskingLayout(List.copyOf(secrets));
        layout.setContext(context);
        layout.setPattern(pattern);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
    }

    private static final class MaskingLayout extends PatternLayout {
        private final List<String> secrets;

        MaskingLayout(List<String> secrets) {
            this.secrets = secrets;
        }

        @Override
        public String doLayout(ILoggingEvent event) {
            String line = super.doLayout(event);
            for (String secret : secrets) {
                line = line.replace(secret, "***");
            }
            return line;
        }
    }
}
