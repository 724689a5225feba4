// The disease of a variant follows its gene, kind, place and copies, and page, text and every export name the same one.

import Documents
import Evidence
import Reporting
import Testing
import TypeICollagen

@testable import CaseReporting

@Suite struct DiseaseOnEveryFormTests {
  /// A report of records of a VCF, `chrom pos ref alt GT` with further columns of FORMAT after the genotype.
  static func report(_ records: String..., features: String = "[blue_sclerae, dentinogenesis_imperfecta]") throws
    -> CaseReport
  {
    try report(records, features: features)
  }

  /// - Parameter more: further lines of the record.
  static func report(
    _ records: [String], features: String = "[blue_sclerae, dentinogenesis_imperfecta]", more: String = ""
  ) throws -> CaseReport {
    let header =
      "##fileformat=VCFv4.2\n##reference=GRCh38\n##contig=<ID=7,length=159345973>\n##contig=<ID=17,length=83257441>\n"
      + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tX\n"
    let lines = records.map { record in
      let cells = record.split(separator: " ").map(String.init)
      let info = cells[3].hasPrefix("<") ? "SVTYPE=\(cells[3].dropFirst().dropLast());END=\(cells[5])" : "."
      let format = cells[4].contains(":") ? (cells[4].split(separator: ":").count == 2 ? "GT:PS" : "GT:DP:AD") : "GT"
      return "\(cells[0])\t\(cells[1])\t.\t\(cells[2])\t\(cells[3])\t.\tPASS\t\(info)\t\(format)\t\(cells[4])\n"
    }
    let record = "id: X\nfeatures: \(features)\n\(more)"
    var sources = CaseSources(record: SourceFile(name: "c.yaml", bytes: Array(record.utf8)))
    sources.vcf = SourceFile(name: "v.vcf", bytes: Array((header + lines.joined()).utf8))
    return try CaseReporter.report(sources, version: testVersion)
  }

  private func words(_ report: CaseReport) -> String {
    CaseReportText.text(report).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The condition in the forms that name one: ClinVar, VA-Spec, FHIR.
  private func conditions(_ report: CaseReport) throws -> [ClassifiedCondition] {
    report.assessment.calls.map { ClassifiedCondition($0) }
  }

  private static let escape = "7 94430290 CAAAT C"  // COL1A2 c.4001_4004del
  private static let stopAtTheEnd = "7 94430352 C T"  // COL1A2 c.4060C>T
  private static let frameshift = "7 94418537 CA C"  // COL1A2 c.2011del

  @Test func twoAllelesWhoseStopsEscapeDecayHaveBothOutcomes() throws {
    let report = try Self.report(Self.escape + " 1/1")
    let call = report.assessment.calls[0]
    #expect(call.disease.diseases.map(\.mim).contains("225320") && call.disease.diseases.map(\.mim).contains("259420"))
    #expect(!call.disease.isOutsideGroup && !report.assessment.flags.map(\.code).contains(.otherDisease))
    #expect(report.assessment.flags.map(\.code).contains(.escapesDecay))
    let null = try #require(call.ledger.outcomes.first { $0.criterion == .pvs1 })
    #expect(null.rule == "PVS1.biallelic_escape" && !null.reason.contains("both alleles are null"))
    let condition = try conditions(report)[0]
    #expect(condition.inheritance == nil && condition.mondo == nil)
    let text = words(report)
    #expect(text.contains("autosomal recessive") && text.contains("autosomal dominant"))
    #expect(!text.contains("not osteogenesis imperfecta"))
  }

  @Test func oneSuchAlleleTellsBothOutcomesToo() throws {
    let report = try Self.report(Self.stopAtTheEnd + " 0/1")
    let call = report.assessment.calls[0]
    #expect(report.assessment.flags.map(\.code).contains(.escapesDecay))
    #expect(call.disease.diseases.map(\.mim).contains("259420") && call.disease.carrierOf.map(\.mim) == ["225320"])
    let sentence = try #require(call.disease.sentence)
    #expect(sentence.contains("if the allele acts as a null allele") && sentence.contains("two cause"))
    #expect(!call.disease.isOutsideGroup)
  }

  @Test func theTwoAllelesOfAPersonAreOfOneRecessiveDisease() throws {
    let report = try Self.report(Self.frameshift + " 0|1:1", Self.stopAtTheEnd + " 1|0:1")
    let numbers = report.assessment.calls.map { $0.disease.diseases.map(\.mim) }
    #expect(numbers.count == 2 && numbers.allSatisfy { $0.contains("225320") }, "\(numbers)")
    #expect(report.assessment.calls.allSatisfy { !$0.disease.isCarrierOnly })
  }

  @Test func residuesOutsideTheHelixAreNoneOfTheHelix() throws {
    for record in ["17 50201477 AGAG A 0/1", "17 50199306 GGCC G 0/1", "17 50186839 AGGT A 0/1"] {
      let report = try Self.report(record)
      let call = report.assessment.calls[0]
      #expect(call.meaning.molecularClass != .helixInFrame, "\(record)")
      let text = words(report)
      #expect(!text.contains("Residues of the triple helix are lost"), "\(record)")
      #expect(!text.contains("in-frame loss or gain of residues in the triple helix"), "\(record)")
    }
    let inside = try Self.report("7 94410277 CGGTAACAAG C 0/1")
    #expect(inside.assessment.calls.first.map { $0.meaning.molecularClass == .helixInFrame } ?? true)
  }

  @Test func aDoubledSiteIsNotLost() throws {
    let report = try Self.report("7 94401516 N <DUP> 0/1 94401670")
    let call = try #require(report.assessment.calls.first)
    #expect(call.meaning.molecularClass != .nProteinaseSite)
    #expect(!words(report).contains("cleavage site of the N-proteinase is lost"))
    #expect(!call.ledger.applied.contains { $0.criterion == .pm1 })
  }

  @Test func whatIsSaidFollowsTheCopies() throws {
    let stop = "17 50195288 G A"  // COL1A1 c.1243C>T
    let one = words(try Self.report(stop + " 0/1"))
    #expect(one.contains("about half the amount") && one.contains("each child of a heterozygous person"))
    let both = words(try Self.report(stop + " 1/1"))
    #expect(!both.contains("about half the amount") && !both.contains("the mildest form"))
    #expect(both.contains("no type I collagen") && !both.contains("heterozygous person"))
    let glycine = words(try Self.report("7 94410278 G A 1/1"))
    #expect(!glycine.contains("the half of the molecules") && glycine.contains("all that are made with it"))
    #expect(glycine.contains("every child of a person without a normal allele"))
    let two = try Self.report(stop + " 0/1", "17 50191826 G A 0/1")  // and c.2089C>T, phase not known
    #expect(two.assessment.flags.contains { $0.code == .twoNullAlleles && $0.text.contains("does not hold for two") })
  }

  @Test func aPartOfTheCPropeptideThatIsLostIsNamed() throws {
    let report = try Self.report("17 50185777 C T 0/1")  // COL1A1 c.4248+1G>A: exon 50
    let call = report.assessment.calls[0]
    #expect(call.isPathogenic && call.meaning.molecularClass == .cPropeptide && !call.disease.diseases.isEmpty)
    let text = words(report)
    #expect(text.contains("The C-propeptide is altered") && text.contains("each child of a heterozygous person"))
  }

  @Test func figuresOfOsteogenesisImperfectaAreNotThoseOfAnotherDisease() throws {
    let report = try Self.report("7 94401621 G A 0/1")  // COL1A2 c.279+1G>A: arthrochalasia
    #expect(report.assessment.calls[0].isPathogenic)
    let text = words(report)
    #expect(text.contains("each child of a heterozygous person") && !text.contains("lethally affected child"))
  }

  @Test func twoStartLossesAreNoSurerThanOneWhereOneCounts() throws {
    let report = try Self.report("7 94395032 A G 1/1")  // COL1A2 c.1A>G
    let null = try #require(report.assessment.calls[0].ledger.outcomes.first { $0.criterion == .pvs1 })
    #expect(null.rule == "PVS1.biallelic" && null.applied != nil && null.applied?.strength != .veryStrong)
  }

  @Test func aSmallFractionOfAHeterozygousCallIsTold() throws {
    let glycine = "17 50187050 C A"
    for (reads, isTold) in [("60:54,6", true), ("37:31,6", true), ("60:32,28", false), ("20:14,6", false)] {
      let report = try Self.report(glycine + " 0/1:" + reads)
      #expect(report.assessment.flags.contains { $0.code == .lowAlleleFraction } == isTold, "\(reads)")
    }
  }

  /// A null allele beside the loss of the other one is on the other chromosome: both are null.
  @Test func aNullAlleleOppositeALossIsBiallelic() throws {
    for genotype in ["1", "1/1"] {
      let report = try Self.report("7 94390000 N <DEL> 0/1 94432000", Self.frameshift + " " + genotype)
      let null = report.assessment.calls.first { $0.finding.symbolic == nil }
      #expect(null?.finding.zygosity == .hemizygous, "\(genotype)")
      #expect(null?.ledger.outcomes.first { $0.criterion == .pvs1 }?.rule == "PVS1.biallelic", "\(genotype)")
      #expect(null?.disease.diseases.map(\.mim) == ["225320"])
      let flag = report.assessment.flags.first { $0.code == .twoNullAlleles }
      #expect(flag?.text.contains("on different chromosomes") == true, "\(flag?.text ?? "")")
    }
  }

  /// A stop of COL1A2 that escapes decay may alter the C-propeptide: signs and family of osteogenesis imperfecta count.
  @Test func aStopThatEscapesDecayKeepsItsEvidence() throws {
    let report = try Self.report(Self.stopAtTheEnd + " 0/1")
    let phenotype = try #require(report.assessment.calls[0].ledger.outcomes.first { $0.criterion == .pp4 })
    #expect(!phenotype.reason.contains("one such allele causes no disease"), "\(phenotype.reason)")
    #expect(!phenotype.reason.contains("not expected to cause"), "\(phenotype.reason)")
  }

  /// What the forms say of the condition of every call.
  private func told(_ report: CaseReport, _ index: Int) -> [String: String] {
    func item(_ value: JSONValue?, _ index: Int) -> JSONValue? {
      guard case .list(let values)? = value, values.indices.contains(index) else { return nil }
      return values[index]
    }
    let submission = item(ClinVarExport.value(report)["germlineSubmission"], index)
    let statement = item(VASpecExport.value(report)["statements"], index)
    let implication = FHIRObservation.implication(report.assessment.calls[index], of: "variant \(index + 1)", report)
    return [
      "ClinVar": (submission?["conditionSet"] ?? .null).document()
        + (submission?["germlineClassification"]?["modeOfInheritance"] ?? .null).document(),
      "VA-Spec": (statement?["proposition"]?["objectCondition"] ?? .null).document()
        + (statement?["proposition"]?["modeOfInheritanceQualifier"] ?? .null).document(),
      "FHIR": (implication["component"] ?? .null).document(),
    ]
  }

  /// A variant without an assigned disease has none in any form; one with diseases has theirs.
  @Test func noFormNamesADiseaseThatIsNotAssigned() throws {
    let cases: [[String]] = [
      [Self.frameshift + " 0|1:1", "7 94426529 CT C 0|1:1"],  // two null alleles in cis: one disease, once
      [Self.frameshift + " 0/1"], [Self.frameshift + " 1/1"], [Self.escape + " 1/1"], [Self.stopAtTheEnd + " 0/1"],
      ["17 50191826 G A 0/1"], ["7 94410278 G A 0/1"], ["17 50193011 C T 0/1"], ["7 94401621 G A 0/1"],
      ["17 50201477 AGAG A 0/1"], ["17 50199306 GGCC G 0/1"], ["17 50186839 AGGT A 0/1"], ["7 94395032 A G 1/1"],
    ]
    var seen: Set<Bool> = []
    for records in cases {
      let report = try Self.report(records)
      for (index, call) in report.assessment.calls.enumerated() {
        let isNone = call.disease.diseases.isEmpty && call.disease.carrierOf.isEmpty
        seen.insert(isNone)
        #expect(isNone == (call.disease.sentence == nil))
        if call.finding.hgvsC?.hasSuffix("c.3105del") == true { #expect(isNone) }
        for (form, text) in told(report, index) {
          let namesOne =
            text.contains("steogenesis") || text.contains("MONDO:") || text.contains("OMIM")
            || text.contains("Ehlers") || text.contains("Autosomal") || text.contains("isorder")
          #expect(namesOne != isNone, "\(form) \(call.finding.name): \(text)")
        }
        if isNone {
          #expect(told(report, index)["ClinVar"]?.contains("CN517202") == true)
          if report.assessment.calls.count == 1 {
            #expect(!Phenopacket.text(report).contains("steogenesis"))
            #expect(!Phenopacket.text(report).contains("COLLAGEN:OI"))
          }
        }
      }
    }
    #expect(seen == [true, false])
  }

  /// A zygosity that the reads contradict, and a mosaic, is told on every form, and no form calls it germline.
  @Test func aDoubtfulZygosityIsOnEveryForm() throws {
    let glycine = "17 50193011 C T 0/1:"
    for (reads, isDoubtful) in [("60:54,6", true), ("60:31,29", false)] {
      try expectZygosity(try Self.report(glycine + reads), isDoubtful ? "LOW_ALLELE_FRACTION" : nil)
    }
    var screen = screenDocument(calls: try Self.report(glycine + "60:51,9").assessment.calls.map(\.finding))
    for index in screen.calls.indices { screen.calls[index].zygosity = .mosaic }
    var record = CaseRecord(id: "X")
    record.features = [.blueSclerae, .dentinogenesisImperfecta]
    let assessment = CaseAssessment(record: record, screen: screen, assay: nil)
    let report = CaseReport(assessment: assessment, version: testVersion, inputs: [])
    try expectZygosity(report, "MOSAIC_CALL")
  }

  private func expectZygosity(_ report: CaseReport, _ flag: String?) throws {
    #expect(report.assessment.calls.count == 1 && report.assessment.calls[0].isPathogenic)
    let germline = ["ClinVar": "\"germline\"", "FHIR": "Germline", "LOVD": "\tGermline\t", "VA-Spec": "\"germline\""]
    let texts = [
      "ClinVar": CaseExport.clinvar.text(report), "FHIR": CaseExport.fhir.text(report),
      "LOVD": CaseExport.lovd.text(report), "VA-Spec": CaseExport.va.text(report),
      "Phenopacket": Phenopacket.text(report),
    ]
    for (form, text) in texts {
      if let flag {
        #expect(text.contains(flag), "\(form)")
      } else {
        #expect(!text.contains("LOW_ALLELE_FRACTION") && !text.contains("MOSAIC_CALL"), "\(form)")
      }
      if let word = germline[form] { #expect(text.contains(word) == (flag == nil), "\(form)") }
      let isHeterozygous =
        text.contains("LA6706-1") || text.contains("GENO:0000135") || text.contains("\"heterozygous\"")
      if form != "ClinVar", form != "LOVD" { #expect(isHeterozygous == (flag == nil), "\(form)") }
    }
    let packet = Phenopacket.text(report)
    // What may be an artefact is no proven cause; a mosaic is one.
    let isProven = flag != "LOW_ALLELE_FRACTION"
    #expect(packet.contains("CAUSATIVE") == isProven && packet.contains("\"SOLVED\"") == isProven)
  }
}
