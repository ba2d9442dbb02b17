package io.groundswell.benchmarks.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** A deployment artifact, unpacked as Lambda does; the folder is removed on close. Immutable. */
public final class TaskRoot implements AutoCloseable {
    private final Path folder;

    /** @throws IOException if there is no artifact, or it cannot be unpacked */
    public static TaskRoot unpack(Path artifact) throws IOException {
        if (!Files.isRegularFile(artifact)) {
            throw new IOException("artifact " + artifact + ": missing (expected: as mvn package makes it)");
        }
        TaskRoot root = new TaskRoot(Files.createTempDirectory("groundswell-task"));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(artifact))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                root.put(entry, zip);
            }
        } catch (IOException e) {
            root.close();
            throw e;
        }
        return root;
    }

    private TaskRoot(Path folder) {
        this.folder = folder;
    }

    private void put(ZipEntry entry, InputStream content) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("entry " + entry.getName() + ": outside (expected: a name below the root)");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else {
            Files.createDirectories(file.getParent());
            Files.copy(content, file);
        }
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
