package io.groundswell.http;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Tells which build of this project's code runs: the same hexadecimal digits wherever the same was built, and others once a class or
 * a resource of it differs. Immutable; any thread may ask.
 */
final class CodeVersion {
    /** Where classes are not in jars, as in an IDE. */
    static final String UNPACKAGED = "unpackaged";

    private static final String OWN = "io/groundswell/";

    private CodeVersion() {}

    /** Of this process; read from its class path once. */
    static String current() {
        return Current.VERSION;
    }

    /** @param classPath as Java takes it */
    static String of(String classPath) {
        TreeMap<String, Long> checksums = new TreeMap<>();
        Stream.of(classPath.split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> entry.endsWith(".jar") && new File(entry).isFile())
                .forEach(jar -> own(jar).forEach(entry -> checksums.putIfAbsent(entry.getName(), entry.getCrc())));
        if (checksums.isEmpty()) {
            return UNPACKAGED;
        }
        CRC32 all = new CRC32();
        checksums.forEach((name, checksum) -> {
            all.update(name.getBytes(StandardCharsets.UTF_8));
            all.update(ByteBuffer.allocate(Long.BYTES).putLong(0, checksum));
        });
        return "%08x".formatted(all.getValue());
    }

    private static List<ZipEntry> own(String jar) {
        try (ZipFile zip = new ZipFile(jar)) {
            return zip.stream()
                    .filter(entry -> entry.getName().startsWith(OWN) && !entry.isDirectory())
                    .<ZipEntry>map(entry -> entry)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Current {
        static final String VERSION = of(System.getProperty("java.class.path"));
    }
}
