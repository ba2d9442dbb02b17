package io.groundswell.backend;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The suites on LocalStack run beside those on the embedded services, in another process. Each of them, and each that is
 * {@link Alone}, waits here for its turn: a lock on a file, which ends with the suite, or with its process.
 */
final class Turn implements BeforeAllCallback {
    private static final Path FILE = Path.of("../target/turn.lock");

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (Backend.CHOSEN == Backend.LOCALSTACK
                || context.getRequiredTestClass().isAnnotationPresent(Alone.class)) {
            take(context);
        }
    }

    private static void take(ExtensionContext context) throws IOException {
        Files.createDirectories(FILE.getParent());
        FileChannel file = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = file.lock();
        context.getStore(Namespace.create(Turn.class)).put(FILE, file);
    }
}
