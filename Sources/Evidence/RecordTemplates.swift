// Filled examples of what is written by hand beside the tables of an assay: case record, sheet of a cohort, validation controls.

/// Examples that can be read as they stand.
package enum RecordTemplate: String, Sendable, CaseIterable {
  case caseRecord = "case"
  case cohort
  case validation
  case laboratory = "lab"

  /// The example with every key or column explained.
  package var text: String {
    switch self {
    case .caseRecord: Self.record
    case .cohort:
      """
      # One case a row; case_id and one input are needed. Paths are relative to this sheet; several files in a cell are joined by ;
      # case_id: name of the case, as in its record. reads1, reads2: FASTQ files of mates. assay: tables of one experiment, or an
      # assay.json. clinical: the case record. rna: reads of RNA (mates in turn), or the JSON of a screen of RNA.
      # vcf: a VCF in place of reads. sample, line: names of the case's sample and fibroblast line in the laboratory.
      case_id,reads1,reads2,assay,clinical,rna,vcf
      P07,P07_R1.fastq.gz,P07_R2.fastq.gz,P07.cultures.csv;P07.plate.csv,P07.yaml,,
      P08,,,,P08.yaml,,P08.vcf.gz

      """
    case .laboratory:
      """
      # The laboratory of a report (collagen report --lab FILE). Every key is optional; what is absent stays a labelled blank.
      name: Laboratory of connective tissue
      address: 1 Example Road, Example Town      # one line
      accreditation: ISO 15189, no. 0000
      authorised_by:
        name: A. Example
        title: Consultant clinical geneticist
      texts:
        method: Capture of COL1A1 and COL1A2, paired reads of 150 bases.     # beside the program's own methods
        limits: Deep intronic variants are not covered by the capture.       # beside the program's own limits
        recommendation: Please send samples of both parents.                 # in place of the program's recommendation

      """
    case .validation:
      """
      # The laboratory's own controls, one a row, separated by tabs.
      # control_id: each control once. truth: pathogenic or benign. readout: abnormal or normal.
      control_id\ttruth\treadout
      V1\tpathogenic\tabnormal
      V2\tbenign\tnormal

      """
    }
  }

  private static let record = """
    # A case record. Only id is needed; leave out what is not known. Paths are relative to this file.
    schema: collagen.case/2
    id: P07                       # a pseudonym, never a name
    synthetic: true               # made up; every output says so
    group: adults                 # a group of the cohort
    subject:
      sex: female                 # female, male, other, unknown
      age_years: 29               # at the first complaint
      postmenopausal: false
    pregnancies:
      - number: 1
        index: true               # the one that the complaints belong to
        onset: post_partum        # before_pregnancy, early_pregnancy, late_pregnancy, post_partum, other
        onset_weeks_post_partum: 3
        lactation: true
    symptoms:
      - site: back                # back, hip, ankle, knee, pelvis, rib, wrist, foot, other
        onset: post_partum
        resolution_months: 6
    pre_existing:
      - kind: mild_oi             # corticosteroid, heparin, mild_oi, osteogenesis_imperfecta, anorexia_nervosa, malabsorption, ...
        basis: clinical           # clinical, biochemical, genetic
    features: [blue_sclerae]      # dentinogenesis_imperfecta, hearing_loss, recurrent_fractures, wormian_bones, ...
    imaging:
      - modality: mri             # radiograph, mri, ct, scintigraphy, other
        site: hip
        finding: marrow_oedema    # vertebral_collapse, localised_hip_osteoporosis, marrow_oedema, fracture, normal, other
    bmd:                          # bone densities with the scores of their report
      - site: lumbar_spine        # lumbar_spine, total_hip, femoral_neck, forearm, whole_body
        region: L1-L4
        value_g_cm2: 0.781
        z_score: -2.4
        device: Hologic
        weeks_post_partum: 10
    indication: fractures after pregnancy; osteogenesis imperfecta?
    specimen:                     # what the laboratory received
      type: blood
      id: S-0007                  # the laboratory's number
      collected: 2026-01-12
      received: 2026-01-13
    identity: {samples: [], rna_samples: [], lines: []}   # further names of her samples and lines
    relatives: []                 # case ids
    curation: []                  # criteria as a person judges them: {code: PS4, strength: moderate, count: 4, reason: ..., by: ..., date: 2026-02-01}
    # dxa: [dxa.csv]              # tables of scans, reference values and precision scans, read and scored with the case
    biopsies:
      - site: iliac crest
        histology: osteoblast_failure   # low_turnover, high_turnover, osteomalacia, normal, other
    family:
      de_novo: unknown            # confirmed, assumed, inherited, unknown
      affected_relatives: false
    fibroblast_assay:             # what the record itself says of the culture
      cultured: yes               # yes, no, not_stated
      synthesis: reduced          # normal, reduced, increased, abnormal, not_measured
      export: normal
    outcome:
      follow_up_years: 10
      status: good                # recovered, good, persistent_pain, repeated_fractures, unknown

    """
}
