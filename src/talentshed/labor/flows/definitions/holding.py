"""Which tables count the jobs that people hold? One in plain words, two with the names of the Census Bureau."""

from talentshed.labor.tables.declare import Table, columns

JOBS = Table(
    "jobs",
    "Jobs by industry and quarter. A row for every industry and quarter with a job; blanks: not computable.",
    columns("""
        industry           string  code   industry of the employer in that quarter
        quarter            int64   -      the quarter
        main_jobs          int64   jobs   main jobs: one for each worker with any job in that quarter
        jobs               int64   jobs   all jobs
        beginning_jobs     int64?  jobs   beginning-of-quarter jobs; blank in the first quarter
        full_quarter_jobs  int64?  jobs   full-quarter jobs; blank in the first and the last quarter
        stable_jobs        int64?  jobs   stable jobs; blank in the first four quarters and in the last
        payroll_cents      int64   cents  earnings of all jobs, as paid
    """),
    key=("industry", "quarter"),
)

QWI = Table(
    "qwi",
    "Census names (Quarterly Workforce Indicators), from these wage records alone: no noise, no weights, no match to "
    "establishments, industry of the employer in this quarter. A row for every industry and quarter with a job; "
    "blanks: not computable. t is the quarter; a figure needs every quarter that its meaning names.",
    columns("""
        industry     string  code     industry of the employer in t
        quarter      int64   -        t
        EmpTotal     int64   jobs     paid in t
        Emp          int64?  jobs     paid in t-1 and t
        EmpEnd       int64?  jobs     paid in t and t+1
        EmpS         int64?  jobs     paid in t-1, t and t+1
        EmpSpv       int64?  jobs     paid in t-2, t-1 and t
        HirA         int64?  jobs     paid in t, not in t-1
        HirN         int64?  jobs     paid in t, not in t-1 to t-4
        HirR         int64?  jobs     paid in t, not in t-1, but in t-2, t-3 or t-4
        Sep          int64?  jobs     paid in t, not in t+1
        HirAEnd      int64?  jobs     paid in t and t+1, not in t-1
        SepBeg       int64?  jobs     paid in t-1 and t, not in t+1
        HirAs        int64?  jobs     paid in t-1, t and t+1, not in t-2
        HirNs        int64?  jobs     paid in t-1, t and t+1, not in t-2 to t-5
        SepS         int64?  jobs     paid in t-2, t-1 and t, not in t+1
        FrmJbGn      int64?  jobs     sum over employers of EmpEnd - Emp where it is over 0
        FrmJbLs      int64?  jobs     sum over employers of Emp - EmpEnd where it is over 0
        FrmJbC       int64?  jobs     EmpEnd - Emp
        HirAEndRepl  int64?  jobs     HirAEnd - FrmJbGn
        EarnS        int64?  dollars  monthly: earnings in t of the EmpS jobs / 3 / EmpS, half up; blank without any
        EarnBeg      int64?  dollars  monthly: earnings in t of the Emp jobs / 3 / Emp, half up; blank without any
        EarnHirAS    int64?  dollars  monthly: earnings in t of the HirAs jobs / 3 / HirAs, half up; blank without any
        EarnHirNS    int64?  dollars  monthly: earnings in t of the HirNs jobs / 3 / HirNs, half up; blank without any
        EarnSepS     int64?  dollars  monthly: earnings in t-1 of the SepS jobs / 3 / SepS, half up; blank without any
        Payroll      int64   dollars  earnings of all jobs paid in t, half up
    """),
    key=("industry", "quarter"),
)

J2J = Table(
    "j2j",
    "Census names (Job-to-Job Flows), from these wage records alone: no noise, no weights. D(t) is the dominant job at "
    "the start of t: of the worker's jobs paid in t-1 and t the one with the greatest earnings of the two together, on "
    "a tie the lowest employer. A job that was hired in t is paid in t and not in t-1; one that separated in t is paid "
    "in t and not in t+1. Hires and starts count in the industry of D(t+1) in t, separations and ends in that of "
    "D(t) in t. A row for every industry and quarter with a job; blanks: not computable.",
    columns("""
        industry   string  code     industry in t of the job that is counted
        quarter    int64   -        t
        MainB      int64?  workers  with a D(t)
        MainE      int64?  workers  with a D(t+1)
        MJobStart  int64?  workers  with a D(t+1) whose employer isn't that of D(t), or there is no D(t)
        MJobEnd    int64?  workers  with a D(t) whose employer isn't that of D(t+1), or there is no D(t+1)
        MHire      int64?  workers  with a D(t+1) that was hired in t
        MSep       int64?  workers  with a D(t) that separated in t
        EEHire     int64?  workers  D(t+1) was hired in t and D(t), with another employer, separated in t
        EESep      int64?  workers  the same, counted where they left
        AQHire     int64?  workers  D(t+1) was hired in t, no D(t), D(t-1) with another employer separated in t-1
        AQSep      int64?  workers  D(t) separated in t, no D(t+1), D(t+2) with another employer was hired in t+1
        J2JHire    int64?  workers  EEHire + AQHire
        J2JSep     int64?  workers  EESep + AQSep
        NEHire     int64?  workers  D(t+1) was hired in t, no D(t)
        ENSep      int64?  workers  D(t) separated in t, no D(t+1)
        NEPersist  int64?  workers  NEHire - AQHire
        ENPersist  int64?  workers  ENSep - AQSep
        NEFullQ    int64?  workers  of NEHire, those without any job in t-1
        ENFullQ    int64?  workers  of ENSep, those without any job in t+1
    """),
    key=("industry", "quarter"),
)
