"""How the statements of dumps begin, as patterns."""

from __future__ import annotations

import re

from migrator.database.sql_tables import NAME, NAMES

INSERT = re.compile(
    rb"(?i)(?:INSERT|REPLACE)\s++"
    rb"(?>(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\s++)*)(?>(?:INTO\s*+)?)"
    rb"(" + NAMES + rb")\s*+(?>(?:\(([^()']*+)\)\s*+)?)(?>(?:OVERRIDING\s+\w+\s+VALUE\s*+)?)"
    rb"VALUES?\s*+(?=\()"
)


#: A command to psql, which ends with its line: pg_dump writes `\\restrict` from August 2025 on,
#: pg_dumpall `\\connect` before each database.
CONNECT = re.compile(rb"\\connect\s+(?>(?:-\S+\s+)*)(" + NAME + rb")")


#: phpMyAdmin's third way to write rows, beside INSERT and REPLACE.
UPDATE = re.compile(rb"(?i)UPDATE\s+(" + NAMES + rb")\s+SET\b")


OTHER_INSERT = re.compile(rb"(?is)\w+\s[^;]*?\b(?:SELECT|SET)\b")


CREATE = re.compile(
    rb"(?i)CREATE\s+(?:TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(" + NAMES + rb")\s*+\("
)


COPY = re.compile(
    rb"(?i)COPY\s+(" + NAMES + rb")\s*+(?:\(([^()]*+)\)\s*+)?FROM\s+stdin[^;\n]*;?[^\n]*\n"
)


EXECUTABLE = re.compile(rb"/\*M?!(?>(?:[^*]++|\*(?!/))*)\*/")


DELIMITER = re.compile(rb"(?i)DELIMITER[ \t]++(\S++)")


DELIMITER_BACK = re.compile(rb"\n[ \t]*DELIMITER[ \t]+;", re.I)


#: What statements of dumps begin with, beside INSERT, CREATE, COPY and DELIMITER.
KNOWN = re.compile(
    rb"(?i)(?:SET|DROP|U?N?LOCK|ALTER|USE|COMMIT|START|BEGIN|END|DELETE|TRUNCATE|GO|PRAGMA|SELECT"
    rb"|COMMENT|GRANT|REVOKE|ANALYZE|FLUSH|UPDATE|CALL|PRINT|EXEC|IF|DECLARE|RENAME|OPTIMIZE|ROLLBACK"
    rb"|CHANGE|PREPARE|EXECUTE|DEALLOCATE|DO|SOURCE)"
)
