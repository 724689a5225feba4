// A group of cases in numbers: counts, means and ranges, each with its denominator; nothing that was not recorded.

package import Reporting

/// One case of a cohort. An object, as every group of the tables has its own list of cases.
package final class CohortCase: Sendable {
  /// The joined case.
  package let assessment: CaseAssessment

  /// The clinical record.
  package var record: CaseRecord { assessment.record }

  /// A case.
  package init(_ assessment: CaseAssessment) { self.assessment = assessment }

  /// Whether the collagen is abnormal: by the assay if it gave an answer, else by the record; `nil` if neither says.
  package var collagenIsAbnormal: Bool? {
    if let readout = assessment.assay?.verdict.readout { return readout == .abnormal }
    return record.recordedCollagenIsAbnormal
  }
}

/// The tables of a cohort.
package struct CohortTable: Sendable {
  /// One number of a group.
  package typealias Row = CohortDocument.Row

  /// The numbers, group after group, in a fixed order.
  package let rows: [Row]
  /// Variants by place, those of more cases first.
  package let variants: [CohortDocument.RecurrentVariant]
  /// Whether any record was made up.
  package let isSynthetic: Bool

  /// Tables of cases.
  package init(_ cases: [CohortCase]) {
    var groups: [(String, [CohortCase])] = [("all", cases)]
    groups.append(("pre_existing", cases.filter { !$0.record.preExisting.isEmpty }))
    groups.append(("no_pre_existing", cases.filter { $0.record.preExisting.isEmpty }))
    for name in Set(cases.compactMap(\.record.group)).sorted() {
      groups.append(("group:" + name, cases.filter { $0.record.group == name }))
    }
    rows = groups.flatMap { CohortTable.rows(group: $0.0, cases: $0.1) }
    variants = CohortTable.recurrence(cases)
    isSynthetic = cases.contains { $0.record.synthetic }
  }

  /// The number of a group.
  package func row(_ measure: String, group: String = "all") -> Row? {
    rows.first { $0.group == group && $0.measure == measure }
  }

  private static func rows(group: String, cases: [CohortCase]) -> [Row] {
    let records = cases.map(\.record)
    var rows: [Row] = []
    func add(_ measure: String, _ value: Double?, of denominator: Int?) {
      rows.append(Row(group: group, measure: measure, value: value, denominator: denominator))
    }
    func count(_ measure: String, of total: Int?, _ holds: (CaseRecord) -> Bool) {
      add(measure, Double(records.count(where: holds)), of: total)
    }
    add("patients", Double(records.count), of: records.count)
    // Made-up cases are told in every file, so also in the table that travels alone.
    if records.contains(where: \.synthetic) { count("synthetic_cases", of: records.count) { $0.synthetic } }
    let known = records.count { $0.indexPregnancy?.number != nil }
    count("first_pregnancy", of: known) { $0.indexPregnancy?.number == 1 }
    count("onset_late_pregnancy", of: records.count { $0.indexPregnancy?.onset != nil }) {
      $0.indexPregnancy?.onset == .latePregnancy
    }
    count("onset_post_partum", of: records.count { $0.indexPregnancy?.onset != nil }) {
      $0.indexPregnancy?.onset == .postPartum
    }
    let ages = records.compactMap(\.subject.ageYears)
    add("age_mean", mean(ages), of: ages.count)
    add("age_min", ages.min(), of: ages.count)
    add("age_max", ages.max(), of: ages.count)
    for site in CaseRecord.Symptom.Site.allCases {
      let holds = { (record: CaseRecord) in record.symptoms.contains { $0.site == site } }
      guard [.back, .hip, .ankle].contains(site) || records.contains(where: holds) else { continue }
      count("symptom_\(site.rawValue)", of: records.count { !$0.symptoms.isEmpty }, holds)
    }
    let resolved = { (record: CaseRecord) in record.symptoms.contains { $0.resolutionMonths != nil } }
    if records.contains(where: resolved) {
      count("symptoms_resolved", of: records.count { !$0.symptoms.isEmpty }, resolved)
    }
    for finding in CaseRecord.ImagingFinding.Finding.allCases {
      let holds = { (record: CaseRecord) in record.imaging.contains { $0.finding == finding } }
      guard records.contains(where: holds) else { continue }
      count("imaging_\(finding.rawValue)", of: records.count { !$0.imaging.isEmpty }, holds)
    }
    count("pre_existing", of: records.count) { !$0.preExisting.isEmpty }
    for kind in CaseRecord.PreExisting.Kind.allCases {
      let holds = { (record: CaseRecord) in record.preExisting.contains { $0.kind == kind } }
      guard records.contains(where: holds) else { continue }
      count("pre_existing_\(kind.rawValue)", of: records.count, holds)
    }
    count("biopsies", of: records.count) { !$0.biopsies.isEmpty }
    let biopsied = records.count { !$0.biopsies.isEmpty }
    count("biopsy_osteoblast_failure", of: biopsied) {
      $0.biopsies.contains { $0.histology == .osteoblastFailure }
    }
    rows += courseRows(group: group, records: records)
    rows += collagenRows(group: group, cases: cases)
    return rows
  }

  private static func courseRows(group: String, records: [CaseRecord]) -> [Row] {
    var rows: [Row] = []
    func add(_ measure: String, _ value: Double?, of denominator: Int?) {
      rows.append(Row(group: group, measure: measure, value: value, denominator: denominator))
    }
    let later = records.flatMap(\.subsequentPregnancies)
    add("subsequent_pregnancies", Double(later.count), of: nil)
    add(
      "subsequent_pregnancy_patients", Double(records.count { !$0.subsequentPregnancies.isEmpty }), of: records.count)
    let judged = later.count { $0.recurrence != nil && $0.recurrence != .unknown }
    for recurrence in [CaseRecord.SubsequentPregnancy.Recurrence.none, .mild, .full] {
      let found = later.count { $0.recurrence == recurrence }
      add("recurrence_\(recurrence.rawValue)", Double(found), of: judged)
    }
    let spines = records.compactMap { lowest($0, .lumbarSpine) }
    add("bmd_spine_low", Double(spines.count { $0 <= -2 }), of: spines.count)
    let forearms = records.compactMap { lowest($0, .forearm) }
    add("bmd_forearm_normal", Double(forearms.count { $0 > -2 }), of: forearms.count)
    let years = records.compactMap(\.outcome?.followUpYears)
    add("follow_up_mean_years", mean(years), of: years.count)
    add("follow_up_max_years", years.max(), of: years.count)
    add(
      "outcome_good", Double(records.count { $0.outcome?.status == .good || $0.outcome?.status == .recovered }),
      of: records.count { $0.outcome?.status != nil && $0.outcome?.status != .unknown })
    add(
      "repeated_fractures", Double(records.count { $0.outcome?.status == .repeatedFractures }),
      of: records.count { $0.outcome?.status != nil && $0.outcome?.status != .unknown })
    return rows
  }

  /// The lowest Z-score of a site: ISCD asks for Z, not T, before the menopause, and calls -2.0 and less low for age.
  private static func lowest(_ record: CaseRecord, _ site: CaseRecord.BoneDensity.Site) -> Double? {
    record.bmd.filter { $0.site == site }.compactMap(\.zScore).min()
  }

  private static func collagenRows(group: String, cases: [CohortCase]) -> [Row] {
    var rows: [Row] = []
    func add(_ measure: String, _ value: Double?, of denominator: Int?) {
      rows.append(Row(group: group, measure: measure, value: value, denominator: denominator))
    }
    // How many were cultured is only known if every record says so: otherwise no denominator is given.
    let isStated = cases.allSatisfy {
      $0.assessment.measuredAssay != nil || $0.record.fibroblastAssay?.cultured == .yes
        || $0.record.fibroblastAssay?.cultured == .no
    }
    let judged = cases.compactMap(\.collagenIsAbnormal)
    add("abnormal_collagen", Double(judged.count { $0 }), of: isStated ? judged.count : nil)
    let others = cases.filter { !$0.record.hasOsteogenesisImperfecta }.compactMap(\.collagenIsAbnormal)
    add("abnormal_collagen_without_oi", Double(others.count { $0 }), of: isStated ? others.count : nil)
    // A line of which nothing was measured had no assay.
    let verdicts = cases.compactMap { $0.assessment.measuredAssay?.verdict }
    add("assays", Double(verdicts.count), of: cases.count)
    add("assays_normal", Double(verdicts.count { $0 == .normal }), of: verdicts.count)
    add("assays_indeterminate", Double(verdicts.count { $0 == .indeterminate }), of: verdicts.count)
    let screened = cases.filter(\.assessment.isScreened)
    add("screened", Double(screened.count), of: cases.count)
    // A sample of which no base is covered, or of one gene none, is no negative one.
    for extent in ScreenExtent.allCases where extent != .screened {
      let number = cases.count { $0.assessment.extent == extent }
      if number > 0 { add(extent.rawValue, Double(number), of: cases.count) }
    }
    let read = cases.compactMap(\.assessment.splicing)
    if !read.isEmpty {
      add("rna_screened", Double(read.count), of: cases.count)
      add("aberrant_splicing", Double(read.count { !$0.calledEvents.isEmpty }), of: read.count)
      add("allele_lost", Double(read.count { $0.sites.contains { $0.verdict == .alleleLost } }), of: read.count)
    }
    let sites = cases.compactMap(\.assessment.transcripts).flatMap(\.sites)
    if cases.contains(where: { $0.assessment.transcripts != nil }) {
      add("dna_alleles_in_rna", Double(sites.count), of: nil)
      for state in TranscribedSite.State.allCases {
        add("dna_alleles_\(state.rawValue)", Double(sites.count { $0.state == state }), of: sites.count)
      }
      let tests = cases.flatMap { $0.assessment.calls.compactMap(\.transcripts) }
      for verdict in TranscriptFinding.Verdict.allCases {
        add("rna_prediction_\(verdict.rawValue)", Double(tests.count { $0.verdict == verdict }), of: tests.count)
      }
    }
    add("pathogenic_variant", Double(screened.count { !$0.assessment.pathogenic.isEmpty }), of: screened.count)
    add(
      "concordant",
      Double(screened.count { $0.assessment.calls.contains { $0.concordance?.verdict == .concordant } }),
      of: screened.count { $0.assessment.measuredAssay != nil })
    return rows
  }

  private static func recurrence(_ cases: [CohortCase]) -> [CohortDocument.RecurrentVariant] {
    var found: [String: (finding: Call, cases: Set<String>)] = [:]
    for entry in cases {
      for call in entry.assessment.calls {
        let key = call.finding.gene + " " + call.finding.name
        found[key, default: (call.finding, [])].cases.insert(entry.record.id)
      }
    }
    return found.values.map {
      CohortDocument.RecurrentVariant(
        gene: $0.finding.gene, hgvsC: $0.finding.name, hgvsP: $0.finding.hgvsP, cases: $0.cases.sorted())
    }.sorted { left, right in
      left.cases.count == right.cases.count
        ? (left.gene, left.hgvsC) < (right.gene, right.hgvsC) : left.cases.count > right.cases.count
    }
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
