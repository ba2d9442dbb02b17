package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlphabetTest {
    private static final Alphabet ALPHABET = Alphabet.of("a-cX0-9._-");

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "X", "0", "5", "9", ".", "_", "-", "abcX059._-"})
    void spells_shouldHold_whenAllCharactersAreInIt(String text) {
        assertThat(ALPHABET.spells(text, 1, 10)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"d", "`", "W", "Y", "/", ":", "A", " ", "\u0000", "\u007F", "\u0080", "\u0161", "\uFF41", "aé"})
    void spells_shouldNotHold_whenACharacterIsNotInIt(String text) {
        assertThat(ALPHABET.spells(text, 1, 10)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'',0,false", "'',1,false", "a,1,true", "abc,3,true", "abca,3,false"})
    void spells_shouldHold_whenTheLengthIsInBounds(String text, int most, boolean expected) {
        assertThat(ALPHABET.spells(text, 1, most)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"?abc!,1,4,true", "?abc!,0,4,false", "?abc!,1,5,false", "?abc!,2,2,true"})
    void spellsRange_shouldLookAtNothingElse_always(String text, int from, int to, boolean expected) {
        assertThat(ALPHABET.spellsRange(text, from, to)).isEqualTo(expected);
    }
}
