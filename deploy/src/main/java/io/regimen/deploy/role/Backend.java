package io.regimen.deploy.role;

import io.micronaut.context.ApplicationContext;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.deploy.settings.Settings;

/** Database and object store for commands that work on them directly, without the API. */
public final class Backend implements AutoCloseable {
    private final ApplicationContext context;
    private final ObjectStore store;

    private Backend(ApplicationContext context, ObjectStore store) {
        this.context = context;
        this.store = store;
    }

    public static Backend open(Settings settings) {
        ObjectStore store = Connections.store(settings.store());
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .properties(Connections.database(settings.database(), 2))
                .build();
        context.registerSingleton(ObjectStore.class, store);
        store.createBucketIfMissing();
        return new Backend(context.start(), store);
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public ObjectStore store() {
        return store;
    }

    @Override
    public void close() {
        context.close();
        store.close();
    }
}
