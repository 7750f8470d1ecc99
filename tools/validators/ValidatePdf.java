import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges one PDF by profiles of veraPDF: `ValidatePdf <file> <profile>...`, such as `ua1 3a`. A line a failed rule; exit code 1 where one fails. */
public class ValidatePdf {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean whole = true;
        for (int index = 1; index < arguments.length; index++) {
            whole &= validate(new File(arguments[0]), PDFAFlavour.fromString(arguments[index]));
        }
        System.exit(whole ? 0 : 1);
    }

    private static boolean validate(File file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            Map<String, String> failed = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                failed.putIfAbsent(rule, assertion.getMessage() + " at " + assertion.getLocation().getContext());
            }
            System.out.println(flavour.getId() + " " + (result.isCompliant() ? "compliant" : "not compliant") + ", " + failed.size() + " failed rules");
            failed.forEach((rule, message) -> System.out.println(flavour.getId() + " " + rule + ": " + message));
            return result.isCompliant();
        }
    }
}
