// A clinical record from YAML or JSON: strict, every fault with its line, all faults at once.

import Documents
import DocumentsYAML
package import Reporting

extension CaseRecord {
  /// Reads a record.
  ///
  /// - Parameters:
  ///   - text: the file's text; JSON if it starts with `{`, YAML otherwise.
  ///   - file: base name for error messages.
  /// - Throws: ``EvidenceError`` with every unknown key, wrong type and value out of range.
  package init(text: String, file: String) throws(EvidenceError) {
    let document = try DocumentNode.parse(text, file: file, limit: 4 << 20)
    let list = FaultList(file: file)
    let reader = RecordReader(document, path: "", list: list)
    for key in ["schema", "schema_version"] {
      guard let given = reader.value(key), given.text != CaseRecord.schema || key != "schema" else { continue }
      list.add(
        .invalidValue, key, at: given.mark,
        "not a record of this version; write its first line as schema: "
          + CaseRecord.schema)
    }
    let id = reader.text("id") ?? ""
    self.init(id: id)
    if id.isEmpty, list.faults.isEmpty {
      list.add(.missing, "id", at: document.mark, "a record needs an id; use a pseudonym, never a name")
    }
    readPerson(reader)
    readFindings(reader)
    readLaboratory(reader)
    readCourse(reader)
    readIdentity(reader)
    readCuration(reader)
    reader.finish()
    if pregnancies.count(where: \.index) > 1 {
      list.add(.conflict, "pregnancies", at: document.mark, "more than one pregnancy is marked as the index one")
    }
    guard list.faults.isEmpty else { throw EvidenceError(list.inPlace) }
  }

  private mutating func readPerson(_ reader: RecordReader) {
    synthetic = reader.boolean("synthetic") ?? false
    group = reader.text("group")
    note = reader.text("note")
    indication = reader.text("indication")
    if let part = reader.table("subject") {
      subject.sex = part.choice("sex", Subject.Sex.self)
      subject.ageYears = part.number("age_years", in: 0...130)
      subject.postmenopausal = part.boolean("postmenopausal")
      part.finish()
    }
    pregnancies = reader.tables("pregnancies").map { part in
      var pregnancy = Pregnancy()
      pregnancy.number = part.integer("number", in: 1...30)
      pregnancy.index = part.boolean("index") ?? false
      pregnancy.onset = part.choice("onset", Onset.self)
      pregnancy.onsetWeeksPostPartum = part.number("onset_weeks_post_partum", in: 0...260)
      pregnancy.lactation = part.boolean("lactation")
      part.finish()
      return pregnancy
    }
    symptoms = reader.tables("symptoms").map { part in
      var symptom = Symptom()
      symptom.site = part.choice("site", Symptom.Site.self)
      symptom.onset = part.choice("onset", Onset.self)
      symptom.resolutionMonths = part.number("resolution_months", in: 0...1200)
      symptom.note = part.text("note")
      part.finish()
      return symptom
    }
    preExisting = reader.tables("pre_existing").map { part in
      var disorder = PreExisting()
      disorder.kind = part.choice("kind", PreExisting.Kind.self)
      disorder.basis = part.choice("basis", PreExisting.Basis.self)
      disorder.note = part.text("note")
      part.finish()
      return disorder
    }
    features = reader.choices("features", Feature.self)
  }

  private mutating func readFindings(_ reader: RecordReader) {
    imaging = reader.tables("imaging").map { part in
      var picture = ImagingFinding()
      picture.modality = part.choice("modality", ImagingFinding.Modality.self)
      picture.site = part.text("site")
      picture.finding = part.choice("finding", ImagingFinding.Finding.self)
      picture.note = part.text("note")
      part.finish()
      return picture
    }
    bmd = reader.tables("bmd").map { part in
      var density = BoneDensity()
      density.site = part.choice("site", BoneDensity.Site.self)
      density.region = part.text("region")
      density.valueGCm2 = part.number("value_g_cm2", in: 0...5)
      density.tScore = part.number("t_score", in: -15...15)
      density.zScore = part.number("z_score", in: -15...15)
      density.device = part.text("device")
      density.weeksPostPartum = part.number("weeks_post_partum", in: 0...5200)
      density.date = part.text("date")
      density.reading = part.text("reading")
      density.reference = part.text("reference")
      density.change = part.text("change")
      part.finish()
      return density
    }
    dxa = reader.texts("dxa")
    biopsies = reader.tables("biopsies").map { part in
      var biopsy = Biopsy()
      biopsy.site = part.text("site")
      biopsy.histology = part.choice("histology", Biopsy.Histology.self)
      biopsy.note = part.text("note")
      part.finish()
      return biopsy
    }
  }

  private mutating func readLaboratory(_ reader: RecordReader) {
    if let part = reader.table("family") {
      family.deNovo = part.choice("de_novo", Family.DeNovo.self)
      family.meioses = part.integer("meioses", in: 0...1000)
      family.meiosesInOffspring = part.integer("meioses_in_offspring", in: 0...1000)
      family.affectedWithVariant = part.integer("affected_with_variant", in: 0...1000)
      family.affectedWithoutVariant = part.integer("affected_without_variant", in: 0...1000)
      family.variant = part.text("variant")
      family.affectedRelatives = part.boolean("affected_relatives")
      family.parentalMosaicismVAF = part.number("parental_mosaicism_vaf", in: 0...1)
      family.note = part.text("note")
      part.finish()
    }
    fibroblastAssay = reader.table("fibroblast_assay").map { part in
      var assay = FibroblastAssay()
      assay.cultured = part.choice("cultured", FibroblastAssay.Cultured.self)
      assay.synthesis = part.choice("synthesis", FibroblastAssay.Level.self)
      assay.export = part.choice("export", FibroblastAssay.Level.self)
      assay.chainPattern = part.choice("chain_pattern", FibroblastAssay.Level.self)
      assay.passage = part.integer("passage", in: 0...200)
      assay.controls = part.integer("controls", in: 0...10_000)
      assay.files = part.texts("files")
      assay.note = part.text("note")
      part.finish()
      return assay
    }
    sequence = reader.table("sequence").map { part in
      var source = SequenceSource()
      source.reads = part.texts("reads")
      source.vcf = part.text("vcf")
      source.screen = part.text("screen")
      source.molecule = part.text("molecule")
      part.finish()
      return source
    }
  }

  private mutating func readCourse(_ reader: RecordReader) {
    subsequentPregnancies = reader.tables("subsequent_pregnancies").map { part in
      var pregnancy = SubsequentPregnancy()
      pregnancy.number = part.integer("number", in: 1...30)
      pregnancy.recurrence = part.choice("recurrence", SubsequentPregnancy.Recurrence.self)
      pregnancy.note = part.text("note")
      part.finish()
      return pregnancy
    }
    outcome = reader.table("outcome").map { part in
      var outcome = Outcome()
      outcome.followUpYears = part.number("follow_up_years", in: 0...120)
      outcome.status = part.choice("status", Outcome.Status.self)
      outcome.note = part.text("note")
      part.finish()
      return outcome
    }
  }
}
