cwlVersion: v1.2
class: Workflow
label: collagen screen of many samples
requirements: {ScatterFeatureRequirement: {}}
inputs:
  samples: "string[]"
  reads1: "File[]"
  reads2: "File[]"
outputs:
  vcfs: {type: "File[]", outputSource: screen/vcf}
  jsons: {type: "File[]", outputSource: screen/json}
  pages: {type: "File[]", outputSource: screen/page}
steps:
  screen:
    run: screen.cwl
    scatter: [sample, reads1, reads2]
    scatterMethod: dotproduct
    in: {sample: samples, reads1: reads1, reads2: reads2}
    out: [vcf, json, page]
