import java.util.HashSet;

/**
 * A language to write posts in: the commonest words of English, the vocabulary of a technical site, and made-up words down to very
 * rare ones, some with accents, as often as Zipf's law has it. So a search meets words that stand in every post, and words in one.
 */
final class Words {
    private static final int KNOWN = 200_000;
    private static final String[] COMMON = """
            the of and to in a is that for it as was with be by on not this are or his from at which but have an had they you were \
            there one all we can her has their been if more when will would who so no said what up its about into than them only some \
            could time these two may then do first any my now such like our over man me even most made after also did many before must \
            through back years where much your way well down should because each just those people too very good make world still see \
            own work long get here between both life being under never day same another know while last might us great old year off \
            come since against go came right used take three""".split(" ");
    private static final String[] TECHNICAL = """
            server database query index release test code build page post comment reader author editor site table row column cursor \
            filter search token request answer header cache version change branch commit review deploy container cluster network \
            latency memory thread lock queue stream event schema migration backup restore secret password account client browser \
            script style layout image video font keyboard language compiler runtime library framework module package interface \
            function method class object record string number array list tree graph path file folder disk kernel process signal \
            socket protocol proxy gateway tunnel certificate key hash salt""".split(" ");
    private static final String[] ONSETS = "b c d f g h j k l m n p r s t v b d f l m n p r s t br ch dr pl sh st tr".split(" ");
    private static final String[] VOWELS = "a e i o u a e i o ai ea io ou".split(" ");
    private static final String[] CODAS = "- - - - - - n r s t l m nd st ck".split(" ");
    private static final String PLAIN = "aeioucn";
    private static final String ACCENTED = "àéîöüçñ";

    private final String[] words = new String[KNOWN];
    private final String[] slugs = new String[KNOWN];
    private final Zipf frequency = new Zipf(KNOWN, 1.05, 2.7);

    Words(long seed) {
        var taken = new HashSet<String>();
        for (var rank = 0; rank < KNOWN; rank++) {
            var word = known(rank);
            for (var attempt = 0L; word == null || !taken.add(word); attempt++) {
                word = madeUp(new Dice(seed, -1 - rank - attempt * KNOWN), rank);
            }
            words[rank] = word;
            slugs[rank] = plain(word);
        }
    }

    /** A rank, as often as its word is used. */
    int rank(Dice dice) {
        return frequency.rank(dice);
    }

    /** The rank of a word that says something, for a name or a title. */
    int telling(Dice dice) {
        int rank;
        do {
            rank = rank(dice);
        } while (rank < COMMON.length && !isTechnical(rank));
        return rank;
    }

    String word(int rank) {
        return words[rank];
    }

    String slug(int rank) {
        return slugs[rank];
    }

    /** The word that begins a sentence or a name. */
    static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static boolean isTechnical(int rank) {
        return rank >= 40 && rank % 2 == 1;
    }

    /** The first forty are common; after them every other is technical, until both lists have ended. */
    private static String known(int rank) {
        if (rank < 40) {
            return COMMON[rank];
        }
        var place = (rank - 40) / 2;
        if (isTechnical(rank)) {
            return place < TECHNICAL.length ? TECHNICAL[place] : null;
        }
        return 40 + place < COMMON.length ? COMMON[40 + place] : null;
    }

    /** Rare words are longer. */
    private static String madeUp(Dice dice, int rank) {
        var word = new StringBuilder();
        var syllables = rank < 20_000 ? 2 : dice.between(2, 3);
        for (var syllable = 0; syllable < syllables; syllable++) {
            word.append(one(ONSETS, dice)).append(one(VOWELS, dice));
            var coda = one(CODAS, dice);
            word.append(coda.equals("-") ? "" : coda);
        }
        if (dice.chance(0.05)) {
            var place = dice.below(word.length());
            var letter = PLAIN.indexOf(word.charAt(place));
            if (letter >= 0) {
                word.setCharAt(place, ACCENTED.charAt(letter));
            }
        }
        return word.toString();
    }

    private static String one(String[] parts, Dice dice) {
        return parts[dice.below(parts.length)];
    }

    private static String plain(String word) {
        var plain = new StringBuilder(word);
        for (var place = 0; place < plain.length(); place++) {
            var letter = ACCENTED.indexOf(plain.charAt(place));
            if (letter >= 0) {
                plain.setCharAt(place, PLAIN.charAt(letter));
            }
        }
        return plain.toString();
    }
}
