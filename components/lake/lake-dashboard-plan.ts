/** A group of QuickSight and the clinics whose rows it sees. */
export interface DashboardReader {
  /** `arn:aws:quicksight:<region>:<account>:group/<namespace>/<name>`. */
  readonly groupArn: string;
  /** Numbers of clinics as the claims have them, `[\w-]{1,32}`. */
  readonly clinics: readonly string[];
}

/** Columns of the tables without identifiers, in QuickSight's types; the job risk_score.py writes them. */
const COLUMNS = {
  patient_risk: { clinic_id: "STRING", sex: "STRING", age_band: "STRING", risk_score: "INTEGER", as_of: "STRING" },
} as const;

export function columnsOf(table: keyof typeof COLUMNS): { name: string; type: string }[] {
  return Object.entries(COLUMNS[table]).map(([name, type]) => ({ name, type }));
}

/**
 * The rules for rows as a query of constants: a line for each group and clinic. Names come from the configuration, which holds them to
 * letters, digits, hyphens and underscores.
 */
export function rulesQuery(readers: readonly DashboardReader[]): string {
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  const rows = readers.flatMap(({ groupArn, clinics }) =>
    clinics.map((clinic) => `(${text(groupArn.slice(groupArn.lastIndexOf("/") + 1))}, ${text(clinic)})`),
  );
  return `SELECT group_name AS "GroupName", clinic_id FROM (VALUES ${rows.join(", ")}) AS readers (group_name, clinic_id)`;
}

const DATA_SET = "patient_risk";
const column = (ColumnName: string): object => ({ DataSetIdentifier: DATA_SET, ColumnName });
const dimension = (FieldId: string, of: string): object => ({
  CategoricalDimensionField: { FieldId, Column: column(of) },
});
const measure = (FieldId: string, of: string, SimpleNumericalAggregation: string): object => ({
  NumericalMeasureField: { FieldId, Column: column(of), AggregationFunction: { SimpleNumericalAggregation } },
});
const titled = (PlainText: string): object => ({ Visibility: "VISIBLE", FormatText: { PlainText } });

function bars(VisualId: string, title: string, category: object, value: object): object {
  return {
    BarChartVisual: {
      VisualId,
      Title: titled(title),
      ChartConfiguration: { FieldWells: { BarChartAggregatedFieldWells: { Category: [category], Values: [value] } } },
    },
  };
}

/** One sheet: average risk by clinic, patients by band of age, and patients by score (QuickSight API, DashboardVersionDefinition). */
export function dashboardDefinition(dataSetArn: string): object {
  return {
    DataSetIdentifierDeclarations: [{ Identifier: DATA_SET, DataSetArn: dataSetArn }],
    Sheets: [
      {
        SheetId: "risk",
        Name: "Patients' risk",
        Visuals: [
          bars(
            "risk-by-clinic",
            "Average risk score by clinic",
            dimension("clinic", "clinic_id"),
            measure("score", "risk_score", "AVERAGE"),
          ),
          bars(
            "patients-by-age",
            "Patients by age",
            dimension("age", "age_band"),
            measure("patients", "risk_score", "COUNT"),
          ),
          bars(
            "patients-by-sex",
            "Average risk score by sex",
            dimension("sex", "sex"),
            measure("score-by-sex", "risk_score", "AVERAGE"),
          ),
        ],
      },
    ],
  };
}
