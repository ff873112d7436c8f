package io.gleaner.gateway;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Binds settings as the service does when it starts. */
public final class Settings {

    private Settings() {}

    /** The settings under this prefix, where only these are given. */
    public static <T> T bind(String prefix, Class<T> type, Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate(prefix, Bindable.of(type));
    }
}
