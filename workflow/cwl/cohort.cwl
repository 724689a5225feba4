cwlVersion: v1.2
class: Workflow
label: collagen cohort in parts
doc: The files are the same as those of `collagen cohort` on one machine.
requirements: {ScatterFeatureRequirement: {}}
inputs:
  cases: {type: Directory, doc: holds the sheet and the files that it names}
  sheet: {type: string, default: cohort.csv}
  shards: {type: "string[]", doc: "every part once, such as [1/3, 2/3, 3/3]"}
outputs:
  results: {type: Directory, outputSource: tables/results}
steps:
  part:
    run: cohort-part.cwl
    scatter: shard
    in: {cases: cases, sheet: sheet, shard: shards}
    out: [part]
  tables:
    run: cohort-tables.cwl
    in: {cases: cases, sheet: sheet, parts: part/part}
    out: [results]
