package io.gleaner.pattern;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/** Binds settings as the service does when it starts, with their checks. */
public final class Settings {

    private Settings() {}

    /** The settings under this prefix, where only these are given. */
    public static <T> T bind(String prefix, Class<T> type, Map<String, String> given) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            ValidationBindHandler checking =
                    new ValidationBindHandler(new SpringValidatorAdapter(validators.getValidator()));
            return new Binder(new MapConfigurationPropertySource(given))
                    .bindOrCreate(prefix, Bindable.of(type), checking);
        }
    }
}
