import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parses files of one statement each by Trino's grammar, which Athena engine version 3 follows. A line a fault; exit code 1 where there is one. */
public class ParseSql {
  public static void main(String[] files) throws Exception {
    int faults = 0;
    for (String file : files) {
      try {
        new SqlParser().createStatement(Files.readString(Path.of(file)));
      } catch (ParsingException fault) {
        faults++;
        System.out.println(Path.of(file).getFileName() + ":" + fault.getLineNumber() + ": " + fault.getErrorMessage());
      }
    }
    System.out.println(files.length + " statements, " + faults + " faults");
    System.exit(files.length > 0 && faults == 0 ? 0 : 1);
  }
}
