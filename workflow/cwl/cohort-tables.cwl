cwlVersion: v1.2
class: CommandLineTool
label: tables of a collagen cohort
doc: Puts the parts into one folder and makes the tables from the finished cases.
requirements:
  ResourceRequirement: {coresMin: 1, ramMin: 512}
hints:
  SoftwareRequirement: {packages: [{package: collagen, version: ["0.1.0"]}]}
successCodes: [0, 65]
baseCommand: [sh, -c]
# The parts may be read-only where the engine keeps them, and what is copied from them must not be.
arguments:
  - position: 1
    valueFrom: >-
      sheet=$1; shift; mkdir results && for part; do cp -rL --no-preserve=mode "$part"/. results/ || exit 1; done &&
      exec collagen cohort --gather --force --quiet -o results "$sheet"
  - {position: 2, valueFrom: tables}
  - {position: 3, valueFrom: $(inputs.cases.path)/$(inputs.sheet)}
inputs:
  cases: Directory
  sheet: string
  parts: {type: "Directory[]", inputBinding: {position: 4}}
outputs:
  results: {type: Directory, outputBinding: {glob: results}}
