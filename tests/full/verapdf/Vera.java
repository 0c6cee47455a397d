import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Checks PDF files against PDF/A and PDF/UA profiles with the veraPDF engine.
 *
 * java -cp ENGINE:JAXB Vera.java PROFILE,PROFILE FILE...
 *
 * Prints, tab-separated, "file profile checked N" for every pair and "file profile failed clause count message"
 * for every rule that failed.
 */
public class Vera {
    private static final Map<String, String> PROFILES = Map.of(
        "ua1", "PDFUA-1", "ua2", "PDFUA-2-ISO32005",
        "2a", "PDFA-2A", "3a", "PDFA-3A", "3b", "PDFA-3B", "3u", "PDFA-3U",
        "4", "PDFA-4", "4f", "PDFA-4F");

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String profile : arguments[0].split(",")) {
            for (int i = 1; i < arguments.length; i++) {
                check(arguments[i], profile);
            }
        }
    }

    private static void check(String file, String profile) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(rules(profile), false);
            ValidationResult result = validator.validate(parser);
            print(file, profile, "checked", String.valueOf(result.getTotalAssertions()));
            failures(result).forEach((rule, count) -> {
                String[] parts = rule.split("\t", 2);
                print(file, profile, "failed", parts[0], String.valueOf(count), parts[1]);
            });
        }
    }

    private static ValidationProfile rules(String profile) throws Exception {
        String path = "/org/verapdf/pdfa/validation/" + PROFILES.get(profile) + ".xml";
        try (InputStream xml = PDFAValidator.class.getResourceAsStream(path)) {
            return Profiles.profileFromXml(xml);
        }
    }

    private static Map<String, Integer> failures(ValidationResult result) {
        Map<String, Integer> count = new TreeMap<>();
        for (TestAssertion test : result.getTestAssertions()) {
            if (test.getStatus() == TestAssertion.Status.FAILED) {
                String clause = test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber();
                count.merge(clause + "\t" + test.getMessage().replaceAll("\\s+", " "), 1, Integer::sum);
            }
        }
        return count;
    }

    private static void print(String... fields) {
        System.out.println(String.join("\t", fields));
    }
}
