// DNA and RNA of one case as processes: alleles counted by a plain RNA screen, predictions tested, RNA of another person told.

import Foundation
import Testing

@Suite struct TranscriptJoinTests {
  private static let alleles = [
    "NM_000088.4:c.1800T>C@h2", "NM_000088.4:c.*744C>T", "NM_000089.4:c.1645C>G", "NM_000089.4:c.2200_2202del@h2",
  ]

  private func run(_ words: [String], _ scratch: ScratchFolder) throws -> CommandRun {
    let run = try CommandRun(words, folder: scratch.url)
    #expect(run.status == 0, "\(words.joined(separator: " ")): \(run.errors)")
    return run
  }

  /// Simulates and screens one sample; gives the folder of the screen.
  private func screen(
    _ name: String, rna: Bool, seed: Int, _ variants: [String], _ words: [String] = [], in scratch: ScratchFolder
  ) throws -> String {
    let molecule = rna ? ["--molecule", "rna"] : []
    let folder = rna ? name + "-rna" : name + "-dna"
    _ = try run(
      [
        "simulate", "--quiet", "--seed", "\(seed)", "--depth", rna ? "120" : "30", "--sample", name, "-o",
        folder + "-reads",
      ]
        + molecule + variants.flatMap { ["--variant", $0] } + words, scratch)
    _ = try run(
      ["screen", "--quiet", "-o", folder] + molecule
        + [1, 2].map { scratch.path("\(folder)-reads/\(name)_R\($0).fastq.gz") },
      scratch)
    return folder
  }

  private func json(_ path: String, _ scratch: ScratchFolder) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(scratch.text(path).utf8))
    return try #require(object as? [String: Any])
  }

  /// The states of the DNA's alleles in the RNA, by coding name.
  private func states(_ path: String, _ scratch: ScratchFolder) throws -> [String: String] {
    let rna = try #require(try json(path, scratch)["rna"] as? [String: Any])
    let rows = try #require(rna["dna_alleles"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        (row["hgvs_c"] as? String).flatMap { name in (row["state"] as? String).map { (name, $0) } }
      })
  }

  @Test func everyAlleleIsCountedFromScreenAndVCFOnPageTextJSONAndCohort() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.write("p.yaml", "id: p\n")
    let dna = try screen("p", rna: false, seed: 21, TranscriptJoinTests.alleles, in: scratch)
    for (number, level) in ["0", "0.05", "0.1", "0.2", "1"].enumerated() {
      let rna = try screen(
        "p", rna: true, seed: 30 + number, TranscriptJoinTests.alleles, ["--allele-loss", "COL1A1@\(level)"],
        in: scratch)
      for (form, words) in [("screen", ["--screen", dna + "/p.json"]), ("vcf", ["--vcf", dna + "/p.vcf.gz"])] {
        let out = "\(form)\(number)"
        let report = try run(
          ["report", "--quiet", "-o", out, "--case", "p.yaml", "--rna", rna + "/p.json"] + words, scratch)
        let found = try states(out + "/p.report.json", scratch)
        #expect(found.count == 4, "\(found)")
        for (name, state) in found {
          let isReduced = state == "allele_lost" || state == "allele_reduced"
          #expect(isReduced == (level != "1" && name.hasPrefix("NM_000088")), "\(level) \(name) \(state)")
          #expect(state != "not_testable")
        }
        let isLost = found.allSatisfy { $0.key.hasPrefix("NM_000089") || $0.value == "allele_lost" }
        #expect(isLost || level != "0")
        // Nothing called explains a lost allele: it may be another person's RNA.
        #expect(report.errors.contains("IDENTITY_UNCERTAIN") == isLost, "\(level): \(report.errors)")
        for name in ["p.report.html", "p.report.txt", "p.report.json", "p.phenopacket.json"] {
          #expect(scratch.text("\(out)/\(name)").contains("IDENTITY_UNCERTAIN") == isLost, "\(name)")
        }
        let text = scratch.text("\(out)/p.report.txt")
        #expect(text.contains("ALLELES OF THE DNA IN THE RNA") && text.contains("COL1A2 c.1645C>G "))
        #expect(scratch.text("\(out)/p.report.html").contains("<h3>Alleles of the DNA in the RNA</h3>"))
      }
      try FileManager.default.removeItem(atPath: scratch.path(rna + "-reads"))
      if number < 4 { try FileManager.default.removeItem(atPath: scratch.path(rna)) }
    }
    let sheet = try scratch.write("s.csv", "case_id,vcf,rna,clinical\np,p-dna/p.vcf.gz,p-rna/,p.yaml\n")
    for state in ["done", "kept"] {
      let cohort = try run(["cohort", "--replace", "-o", "all", sheet], scratch)
      #expect(cohort.output.contains(state == "done" ? "0 kept" : "1 kept"), "\(cohort.output)")
    }
    let cases = try #require(try json("all/cohort.json", scratch)["cases"] as? [[String: Any]])
    #expect((cases.first?["rna_alleles"] as? [Any])?.count == 4)
    #expect(scratch.text("all/cohort.tsv").contains("all\tdna_alleles_in_rna\t4\t.\n"))
    #expect(scratch.text("all/cohort.html").contains("Alleles of the DNA in the RNA"))
  }

  @Test func aLostSpliceSiteIsConfirmedContradictedOrNotTestable() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.write("p.yaml", "id: p\n")
    let splice = "NM_000088.4:c.642+1G>A"
    let marked = [splice, "NM_000088.4:c.*744C>T"]
    func outcome(_ dna: String, _ rna: String) throws -> (verdict: String?, codes: [String]) {
      _ = try run(
        [
          "report", "--quiet", "--force", "-o", "out", "--case", "p.yaml", "--screen", dna + "/p.json", "--rna",
          rna + "/p.json",
        ], scratch)
      let calls = try #require(try json("out/p.report.json", scratch)["calls"] as? [[String: Any]])
      let call = try #require(calls.first { $0["hgvs_c"] as? String == splice })
      let ledger = try #require((call["classification"] as? [String: Any])?["ledger"] as? [[String: Any]])
      return (
        (call["transcripts"] as? [String: Any])?["verdict"] as? String,
        ledger.filter { $0["status"] as? String == "applied" }.compactMap { $0["code"] as? String }
      )
    }
    let dna = try screen("p", rna: false, seed: 41, marked, in: scratch)
    let skipped = try screen("p", rna: true, seed: 42, marked, ["--splice", "COL1A1:skip:8"], in: scratch)
    let confirmed = try outcome(dna, skipped)
    #expect(
      confirmed.verdict == "confirmed" && confirmed.codes.contains { $0.hasPrefix("PVS1") && $0.hasSuffix("(RNA)") })
    for folder in [skipped, skipped + "-reads"] { try FileManager.default.removeItem(atPath: scratch.path(folder)) }
    // Both alleles are in RNA that is spliced normally.
    let normal = try screen("p", rna: true, seed: 43, marked, in: scratch)
    let contradicted = try outcome(dna, normal)
    #expect(contradicted.verdict == "contradicted", "\(contradicted)")
    #expect(!contradicted.codes.contains { $0.hasPrefix("PVS1") || $0.hasPrefix("PM4") }, "\(contradicted.codes)")
    for folder in [normal, normal + "-reads"] { try FileManager.default.removeItem(atPath: scratch.path(folder)) }
    // Without a heterozygous exonic variant normal RNA may be the other allele alone.
    for folder in [dna, dna + "-reads"] { try FileManager.default.removeItem(atPath: scratch.path(folder)) }
    let bare = try screen("p", rna: false, seed: 44, [splice], in: scratch)
    let untested = try outcome(bare, try screen("p", rna: true, seed: 45, [splice], in: scratch))
    #expect(
      untested.verdict == "not_testable" && untested.codes.contains { $0.hasPrefix("PVS1") || $0.hasPrefix("PM4") })
  }

  @Test func transcriptsOfAnotherPersonAreTold() throws {
    let scratch = try ScratchFolder()
    for name in ["p", "q"] { _ = try scratch.write("\(name).yaml", "id: \(name)\n") }
    let own = ["NM_000088.4:c.*744C>T"]
    let dna = try screen("p", rna: false, seed: 51, own, in: scratch)
    // Reads of a person without the variant under the case's own name.
    let other = try screen("p", rna: true, seed: 52, [], in: scratch)
    func report(_ rna: String, _ out: String) throws -> CommandRun {
      try CommandRun(
        ["report", "--quiet", "-o", out, "--case", "p.yaml", "--screen", dna + "/p.json", "--rna", rna + "/p.json"],
        folder: scratch.url)
    }
    let doubtful = try report(other, "other")
    #expect(
      doubtful.status == 0 && doubtful.errors.contains("warning: p.yaml: IDENTITY_UNCERTAIN: The RNA shows one allele"))
    #expect(scratch.text("other/p.report.html").contains("class=\"alarm\""))
    for folder in [other, other + "-reads"] { try FileManager.default.removeItem(atPath: scratch.path(folder)) }
    // A confident variant that the DNA does not have remains an error.
    let third = try screen("p", rna: true, seed: 53, ["NM_000089.4:c.1645C>G"], in: scratch)
    let wrong = try report(third, "third")
    #expect(wrong.status == 65 && wrong.errors.contains("IDENTITY_GENOTYPES"), "\(wrong.errors)")
    for folder in [third, third + "-reads"] { try FileManager.default.removeItem(atPath: scratch.path(folder)) }
    let right = try report(try screen("p", rna: true, seed: 54, own, in: scratch), "right")
    #expect(right.status == 0 && right.errors.isEmpty, "\(right.errors)")
    let sheet = try scratch.write("s.csv", "case_id,vcf,rna\np,p-dna/p.vcf.gz,p-rna/p.json\n")
    let cohort = try run(["cohort", "--quiet", "-o", "right-cohort", sheet], scratch)
    #expect(cohort.errors.isEmpty, "\(cohort.errors)")
  }

  @Test func severalScreensAreComparedAndOnePersonInTwoCasesIsWarnedOf() throws {
    let scratch = try ScratchFolder()
    for name in ["p", "q"] { _ = try scratch.write("\(name).yaml", "id: \(name)\n") }
    let variants = ["NM_000088.4:c.1290G>A", "NM_000088.4:c.2299G>A@h2", "NM_000089.4:c.1645C>G"]
    let first = try screen("p", rna: false, seed: 61, variants, in: scratch)
    let same = try screen("q", rna: false, seed: 62, variants, in: scratch)
    let other = try screen("r", rna: false, seed: 63, ["NM_000088.4:c.3076C>T"], in: scratch)
    func report(_ second: String, _ words: [String] = []) throws -> CommandRun {
      _ = try scratch.write("p.yaml", "id: p\nidentity: {samples: [p, q, r]}\n")
      return try CommandRun(
        [
          "report", "--quiet", "--force", "-o", "out", "--case", "p.yaml", "--screen", first + "/p.json", "--screen",
          second,
        ]
          + words, folder: scratch.url)
    }
    #expect(try report(same + "/q.json").status == 0)
    let wrong = try report(other + "/r.json")
    #expect(wrong.status == 65 && wrong.errors.contains("r.json: IDENTITY_GENOTYPES: not of the person of p.json"))
    let forced = try report(other + "/r.json", ["--allow-identity-mismatch"])
    #expect(forced.status == 0 && scratch.text("out/p.report.html").contains("IDENTITY_GENOTYPES"))
    // The same person in two cases of a cohort, from reads and from a VCF.
    _ = try scratch.write("p.yaml", "id: p\n")
    let reads = [1, 2].map { "p-dna-reads/p_R\($0).fastq.gz" }.joined(separator: ",")
    func cohort(_ out: String) throws -> CommandRun {
      let sheet = try scratch.write(
        "s.csv", "case_id,reads1,reads2,vcf,clinical\np,\(reads),,p.yaml\nq,,,q-dna/q.vcf.gz,q.yaml\n")
      return try run(["cohort", "--quiet", "-o", out, sheet], scratch)
    }
    let suspicious = try cohort("one")
    #expect(suspicious.errors.contains("SAME_GENOTYPES: cases p and q may be one person"), "\(suspicious.errors)")
    #expect(scratch.text("one/cohort.html").contains("SAME_GENOTYPES"))
    for (name, relative) in [("p", "q"), ("q", "p")] {
      _ = try scratch.write("\(name).yaml", "id: \(name)\nrelatives: [\(relative)]\n")
    }
    #expect(try cohort("two").errors.isEmpty)
  }

  @Test func aSheetWithAVCFHasNoReadsBeside() throws {
    let scratch = try ScratchFolder()
    _ = try scratch.write("a.vcf", "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n")
    _ = try scratch.write("a.fq", "@r\nACGT\n+\nIIII\n")
    let sheet = try scratch.write("s.csv", "case_id,reads1,vcf\np,a.fq,a.vcf\n")
    let both = try CommandRun(["cohort", "--quiet", "-o", "out", sheet], folder: scratch.url)
    #expect(both.status == 65 && both.errors.contains("CONFLICT: vcf: a VCF beside reads"), "\(both.errors)")
    _ = try scratch.write("s.csv", "case_id,vcf\np,a.vcf\n")
    let unplaced = try CommandRun(["cohort", "--quiet", "-o", "out", sheet], folder: scratch.url)
    #expect(unplaced.status == 65 && unplaced.errors.contains("collagen: case p: a.vcf"), "\(unplaced.errors)")
  }
}
