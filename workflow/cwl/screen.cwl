cwlVersion: v1.2
class: CommandLineTool
label: collagen screen
doc: Screens one sample's reads for variants of COL1A1 and COL1A2.
baseCommand: [collagen, screen, --quiet]
requirements:
  ResourceRequirement: {coresMin: 2, ramMin: 512}
hints:
  SoftwareRequirement: {packages: [{package: collagen, version: ["0.1.0"]}]}
arguments:
  - {prefix: -t, valueFrom: $(runtime.cores)}
  - {prefix: -o, valueFrom: results}
inputs:
  sample: {type: string, inputBinding: {prefix: --sample, position: 1}}
  reads1: {type: File, inputBinding: {position: 3}}
  reads2: {type: "File?", inputBinding: {position: 4}}
  target: {type: "File?", inputBinding: {prefix: --target, position: 2}}
  molecule: {type: ["null", {type: enum, symbols: [dna, rna]}], inputBinding: {prefix: --molecule, position: 2}}
outputs:
  vcf: {type: File, secondaryFiles: [.tbi], outputBinding: {glob: results/$(inputs.sample).vcf.gz}}
  json: {type: File, outputBinding: {glob: results/$(inputs.sample).json}}
  page: {type: File, outputBinding: {glob: results/$(inputs.sample).html}}
  variants: {type: File, outputBinding: {glob: results/$(inputs.sample).variants.tsv}}
  coverage: {type: File, outputBinding: {glob: results/$(inputs.sample).coverage.tsv}}
