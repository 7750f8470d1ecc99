import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/**
 * Judges resources by the definitions of FHIR R4 alone, without a terminology server: `ValidateFhir <file>...`, each of them a resource of
 * JSON a line. A line a kind of fault with how often it was found; exit code 1 where there is one.
 */
public class ValidateFhir {
    public static void main(String[] arguments) throws Exception {
        FhirContext context = FhirContext.forR4();
        FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context)));
        instances.setAnyExtensionsAllowed(true);
        FhirValidator validator = context.newValidator().registerValidatorModule(instances);
        Map<String, Integer> faults = new TreeMap<>();
        int resources = 0;
        for (String file : arguments) {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (line.isEmpty()) continue;
                resources += 1;
                for (SingleValidationMessage message : validator.validateWithResult(line).getMessages()) {
                    if (message.getSeverity().compareTo(ResultSeverityEnum.ERROR) < 0) continue;
                    String place = String.valueOf(message.getLocationString()).replaceAll("\\[\\d+\\]", "");
                    faults.merge(place + ": " + message.getMessage(), 1, Integer::sum);
                }
            }
        }
        System.out.println(resources + " resources, " + faults.size() + " kinds of faults");
        faults.forEach((fault, count) -> System.out.println(count + " x " + fault));
        System.exit(faults.isEmpty() ? 0 : 1);
    }
}
