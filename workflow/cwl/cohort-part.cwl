cwlVersion: v1.2
class: CommandLineTool
label: part of a collagen cohort
doc: Works out every n-th case of a sheet, whose files lie in the same folder as the sheet.
baseCommand: [collagen, cohort, --quiet]
requirements:
  ResourceRequirement: {coresMin: 2, ramMin: 512}
hints:
  SoftwareRequirement: {packages: [{package: collagen, version: ["0.1.0"]}]}
# 65: a case of the part failed; the others are done, and the tables tell which one it was.
successCodes: [0, 65]
arguments:
  - {prefix: -t, valueFrom: $(runtime.cores)}
  - {prefix: -o, valueFrom: results}
  - {valueFrom: $(inputs.cases.path)/$(inputs.sheet), position: 2}
inputs:
  cases: {type: Directory, doc: holds the sheet and the files that it names}
  sheet: {type: string, doc: name of the sheet in that folder}
  shard: {type: string, inputBinding: {prefix: --shard, position: 1}, doc: "such as 2/6"}
outputs:
  part: {type: Directory, outputBinding: {glob: results}}
