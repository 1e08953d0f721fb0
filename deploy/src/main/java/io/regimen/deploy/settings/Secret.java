package io.regimen.deploy.settings;

/** A password or key: {@link #toString} shows stars, so that no record, log line or message can give it away. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
