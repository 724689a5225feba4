// Tests of who is who in a sheet: names in the sheet, in records and in names of files, and the same reads in two cases.

import Documents
import Evidence
import Reporting
import Testing

@testable import Collagen

@Suite struct CohortIdentityTests {
  private func sheet(_ text: String) throws -> CohortSheet {
    try CohortSheet(text: text, file: "s.csv") { _ in .file }
  }

  /// The places of the sheet with a fault: `line column`.
  private func places(_ text: String, records: [String: String] = [:]) throws -> [String] {
    let sheet = try sheet(text)
    let identity = CohortIdentity(sheet) { row in
      records[row.id].flatMap { try? CaseRecord(text: $0, file: "c.yaml") }
    }
    let faults = identity.faults().merging(identity.foreignRecords().mapValues { [$0] }) { $1 + $0 }
    return faults.sorted { $0.key < $1.key }.flatMap { index, faults in
      faults.map { fault in
        #expect(fault.code == .identityMismatch && fault.file == "s.csv" && fault.line == sheet.rows[index].line)
        return "\(sheet.rows[index].id) \(fault.place)"
      }
    }
  }

  /// Sheets that are right, as laboratories write them.
  @Test(arguments: [
    "case_id,reads1,reads2\nP01,P01_S1_L001_R1_001.fastq.gz,P01_S1_L001_R2_001.fastq.gz\nP02,P02_S2_L001_R1_001.fastq.gz,P02_S2_L001_R2_001.fastq.gz\n",
    // A case is called S12 while S12 is the twelfth sample of the run.
    "case_id,reads1\nS12,S12_S1_R1.fq\nP02,P02_S12_R1.fq\n",
    "case_id,reads1\nL001,a/L001_S3_L002_R1.fq\nP2,a/P2_S4_L001_R1.fq\n",
    // Dates and runs in front, behind and as folders.
    "case_id,reads1\nP1,240312_run5/240312_P1_R1.fq\nP2,240312_run5/240312_P2_R1.fq\nP3,240312_run5/240312_P3_R1.fq\n",
    "case_id,reads1\n24,240312_S24_R1.fq\n03,240312_S03_R1.fq\n",
    // Names that only barcodes have.
    "case_id,reads1\nP1,fastq/AACGTG_L1_1.fq\nP2,fastq/TTGACA_L1_1.fq\n",
    "case_id,reads1,reads2\nP1,P1/reads_1.fq,P1/reads_2.fq\nP2,P2/reads_1.fq,P2/reads_2.fq\n",
    "case_id,reads1\nA,patient_1.fastq.gz\nB,patient_2.fastq.gz\n",
    // Top-up runs, re-extractions, lanes in two folders.
    "case_id,reads1\nP07,run1/P07_R1.fq;run2/P07b_R1.fq;run3/P07-rep2_R1.fq\nP08,run1/P08_R1.fq;run2/P08_R1.fq\n",
    // One name inside another.
    "case_id,reads1\nP1,P1_R1.fq\nP10,P10_R1.fq\nP1-2,P1-2_R1.fq\n",
    "case_id,reads1,sample\nP01,X/DNA-7_S1_R1.fq,DNA-7\nP02,X/DNA-70_S2_R1.fq,DNA-70\n",
    "case_id,reads1\nfam3-mother,fam3_mother_R1.fq\nfam3-child,fam3_child_R1.fq\n",
    // A plate that is called like a case, in the files of many.
    "case_id,reads1\nA1,pl_P2_A1_R1.fq\nA2,pl_P2_A2_R1.fq\nP2,pl_P2_A3_R1.fq\nA4,pl_P2_x_R1.fq\nA5,pl_P2_y_R1.fq\nA6,pl_P2_z_R1.fq\n",
    "case_id,assay\nP1,plate_P1_P2.csv\nP2,plate_P1_P2.csv\n",
    // A plate of some cases that all rows list.
    "case_id,assay,clinical\n1,c_1.csv;plate_2.csv,records/1.yaml\n2,c_2.csv;plate_2.csv,records/2.yaml\n3,c_3.csv;plate_2.csv,records/3.yaml\n",
  ])
  func ordinaryNamesAreNoAlarm(_ text: String) throws {
    #expect(try places(text) == [])
  }

  /// Exchanged rows whose samples and lines have the ids of the cases within their names.
  @Test func theIdOfAnotherCaseWithinANameIsTold() throws {
    let swapped = "case_id,assay,line\nP01,a.csv,P02-F\nP02,b.csv,P01-F\n"
    #expect(try places(swapped) == ["P01 line", "P02 line"])
    let reads = "case_id,sample,reads1\nP01,P02-DNA,P02-DNA_R1.fq\nP02,P01-DNA,P01-DNA_R1.fq\n"
    #expect(try places(reads) == ["P01 sample", "P02 sample"])
    for right in [
      "case_id,assay,line\nP01,a.csv,P01-F\nP02,b.csv,P02-F\n", "case_id,sample,reads1\n1,F-2,a_R1.fq\n2,F-1,b_R1.fq\n",
      "case_id,sample,reads1\nP1,P1-P2-pool,a_R1.fq\nP2,x9,b_R1.fq\n",
    ] { #expect(try places(right) == [], "\(right)") }
    let record = "schema: collagen.case/2\nid: P01\nidentity: {lines: [P02-F]}\n"
    #expect(try places("case_id,assay,line\nP01,a.csv,P02-F\nP02,b.csv,x\n", records: ["P01": record]) == [])
  }

  /// Reads of another laboratory number than the record or the sheet names, be it of no case of the sheet.
  @Test func anotherNumberOfTheSeriesIsTold() throws {
    let record = "schema: collagen.case/2\nid: P01\nidentity: {samples: [LAB771]}\n"
    func found(_ file: String) throws -> [String] {
      try places("case_id,reads1\nP01,\(file)\nP02,x_R1.fq\n", records: ["P01": record])
    }
    #expect(try found("LAB772_R1.fastq.gz") == ["P01 reads1"] && found("lab-772_S4_L001_R1_001.fq") == ["P01 reads1"])
    for right in [
      "LAB771_R1.fq", "lab0771_S12_R1.fq", "P01_R1.fq", "RUN12_LAB771_R1.fq", "AACGT_R1.fq", "LAB771b_R1.fq",
    ] {
      #expect(try found(right) == [], "\(right)")
    }
    #expect(try places("case_id,sample,reads1\nP01,DNA-7,DNA-8_R1.fq\n") == ["P01 reads1"])
    #expect(try places("case_id,sample,reads1\nP01,2026-0771,2026-0772_R1.fq\n") == ["P01 reads1"])
    // A project with a year in its name, plates and runs.
    let rows = (1...3).map { "P0\($0),OI-1\($0),OI-2024_plate1_A0\($0)_R1.fastq.gz\n" }.joined()
    #expect(try places("case_id,sample,reads1\n" + rows) == [])
    let plates = (1...3).map { "P0\($0),S-1\($0),S-99_A0\($0)_R1.fastq.gz\n" }.joined()
    #expect(try places("case_id,sample,reads1\n" + plates) == [])
    #expect(try places("case_id,sample,reads1\nP01,DNA-7,run3/DNA-7/reads_R1.fq\n") == [])
  }

  /// `1` and `01`, `a7` and `A7` are two people where a sheet has both.
  @Test func namesThatDifferInZerosOrCapitalsOnlyAreToldApart() throws {
    let right = "case_id,reads1\n1,run/1_R1.fq\n01,run/01_R1.fq\n"
    #expect(try places(right) == [])
    #expect(try places("case_id,reads1\n1,run/01_R1.fq\n01,run/1_R1.fq\n") == ["1 reads1", "01 reads1"])
    let capitals = "case_id,sample,reads1\nP1,a7,ONE\nP2,A7,TWO\n"
    func sheet(_ one: String, _ two: String) -> String {
      capitals.replacing("ONE", with: one).replacing("TWO", with: two)
    }
    #expect(try places(sheet("a7_R1.fq", "A7_R1.fq")) == [])
    #expect(try places(sheet("A7_R1.fq", "a7_R1.fq")) == ["P1 reads1", "P2 reads1"])
    // Where only one of them is there, zeros and capitals are as people write them.
    #expect(try places("case_id,reads1\n1,run/01_R1.fq\n2,run/02_R1.fq\n") == [])
  }

  /// A program names the sample of every VCF alike; a name of two persons' reads, or of one VCF, is told as before.
  @Test func namesOfProgramsAreNoExchange() throws {
    let mapped = [
      "P1": "id: P1\nidentity: {samples: [SAMPLE]}\n", "P2": "id: P2\nidentity: {samples: [SAMPLE]}\n",
      "P3": "id: P3\n",
    ]
    for right in [
      "case_id,vcf,sample\nP1,P1.vcf,SAMPLE\nP2,P2.vcf,SAMPLE\nP3,P3.vcf,SAMPLE\n",
      "case_id,vcf,clinical\nP1,P1.vcf,a.yaml\nP2,P2.vcf,b.yaml\n",
      "case_id,vcf,clinical,sample\nP1,P1.vcf,a.yaml,\nP3,P3.vcf,c.yaml,SAMPLE\n",
    ] {
      #expect(try places(right, records: mapped) == [], "\(right)")
      let identity = CohortIdentity(try sheet(right)) { row in
        mapped[row.id].flatMap { try? CaseRecord(text: $0, file: "c.yaml") }
      }
      #expect(identity.genericSamples(0) == ["SAMPLE"] && identity.genericSamples(1) == ["SAMPLE"], "\(right)")
    }
    for (wrong, expected) in [
      ("case_id,vcf,sample\nP1,P2.vcf,SAMPLE\nP2,P1.vcf,SAMPLE\n", ["P1 vcf", "P2 vcf"]),
      ("case_id,vcf,sample\nP1,all.vcf,SAMPLE\nP2,all.vcf,SAMPLE\n", ["P1 sample", "P2 sample"]),
      ("case_id,vcf,sample\nP1,P1.vcf,P2\nP2,P2.vcf,P2\n", ["P1 sample", "P2 sample"]),
      (
        "case_id,vcf,reads1,sample\nP1,P1.vcf,,SAMPLE\nP2,P2.vcf,,SAMPLE\nP3,,x.fq,SAMPLE\n",
        ["P1 sample", "P2 sample", "P3 sample"]
      ),
    ] {
      #expect(try places(wrong) == expected, "\(wrong)")
    }
  }

  @Test func aNameOfTwoRecordsIsToldInBoth() throws {
    let sheet = "case_id,clinical\nP1,a.yaml\nP2,b.yaml\n"
    func told(_ one: String, _ two: String) throws -> [String] {
      try places(sheet, records: ["P1": "id: P1\nidentity: \(one)\n", "P2": "id: P2\nidentity: \(two)\n"])
    }
    #expect(try told("{samples: [DNA-1]}", "{samples: [DNA-1]}") == ["P1 clinical", "P2 clinical"])
    #expect(try told("{samples: [DNA-1]}", "{lines: [DNA-1]}") == ["P1 clinical", "P2 clinical"])
    #expect(try told("{samples: [P2]}", "{samples: [DNA-2]}") == ["P1 clinical"])
    #expect(try told("{samples: [DNA-1], lines: [DNA-1]}", "{samples: [DNA-2]}") == [])
  }

  @Test func exchangedRowsAreNoticedByAnyName() throws {
    let mapped = [
      "P01": "id: P01\nidentity: {samples: [DNA-7], lines: [FB1]}\n",
      "P02": "id: P02\nidentity: {samples: [DNA-8], lines: [FB2]}\n",
    ]
    let cases: [(String, [String: String], [String])] = [
      (
        "case_id,reads1,reads2\nP01,P02_R1.fq,P02_R2.fq\nP02,P01_R1.fq,P01_R2.fq\n", [:],
        ["P01 reads1", "P01 reads2", "P02 reads1", "P02 reads2"]
      ),
      (
        "case_id,reads1,reads2\nP01,P01_R1.fq,P02_R2.fq\nP02,P02_R1.fq,P01_R2.fq\n", [:],
        ["P01 reads2", "P01 reads1", "P01 reads1", "P02 reads2", "P02 reads1", "P02 reads1"]
      ),
      ("case_id,reads1\nP1,run_p-02_x_R1.fq\nP2,run_p-01_x_R1.fq\n", [:], ["P1 reads1", "P2 reads1"]),
      (
        "case_id,reads1,sample\nP01,DNA-8_S3_R1.fq,DNA-7\nP02,DNA-7_S4_R1.fq,DNA-8\n", [:],
        ["P01 reads1", "P02 reads1"]
      ),
      (
        "case_id,reads1,clinical\nP01,DNA-8_R1.fq,c.yaml\nP02,DNA-7_R1.fq,d.yaml\n", mapped,
        ["P01 reads1", "P02 reads1"]
      ),
      ("case_id,reads1,sample\nP01,a.fq,P02\nP02,b.fq,P01\n", [:], ["P01 sample", "P02 sample"]),
      (
        "case_id,clinical,sample\nP01,c.yaml,DNA-8\nP02,d.yaml,DNA-7\n", mapped,
        ["P01 sample", "P01 sample", "P02 sample", "P02 sample"]
      ),
      ("case_id,clinical,line\nP01,c.yaml,FB2\n", mapped, ["P01 line"]),
      ("case_id,clinical\nP01,c.yaml\n", ["P01": "id: P02\n"], ["P01 clinical"]),
      ("case_id,reads1\nP01,P02/reads_1.fq\nP02,P01/reads_1.fq\n", [:], ["P01 reads1", "P02 reads1"]),
      (
        "case_id,assay\nP01,P02.cultures.csv;P02.plate.csv\nP02,P01.cultures.csv;P01.plate.csv\n", [:],
        ["P01 assay", "P01 assay", "P02 assay", "P02 assay"]
      ),
      ("case_id,assay\nP01,P01.cultures.csv;P02.plate.csv\n\nP02,P02.cultures.csv\n", [:], ["P01 assay"]),
      ("case_id,clinical\nP01,rec/P02.yaml\nP02,rec/P01.yaml\n", [:], ["P01 clinical", "P02 clinical"]),
      ("case_id,rna\nP01,P02.rna/P02.json\nP02,P01.rna/P01.json\n", [:], ["P01 rna", "P02 rna"]),
      ("case_id,reads1,sample\nP1,x.fq,D1\nP2,y.fq,D1\n", [:], ["P1 sample", "P2 sample"]),
      // One lane of two is another's, by names that the sheet does not know.
      (
        "case_id,reads1\nA,f/X7_L001_R1.fq;f/X8_L002_R1.fq\nB,f/X8_L001_R1.fq;f/X7_L002_R1.fq\n", [:],
        ["A reads1", "A reads1", "B reads1", "B reads1"]
      ),
      ("case_id,reads1\nP1,P1-2_R1.fq\nP1-2,P1_R1.fq\n", [:], ["P1 reads1", "P1-2 reads1"]),
    ]
    for (text, records, expected) in cases {
      #expect(try places(text, records: records) == expected, "\(text)")
    }
  }

  /// Right sheets of a seeded kind of naming are silent; with two rows exchanged at least one fault is told.
  @Test(arguments: [3, 4, 5, 6] as [UInt64])
  func lawOfExchange(seed: UInt64) throws {
    var generator = SplitMix(state: seed)
    func number(_ range: Range<Int>) -> Int { range.lowerBound + Int(generator.next() % UInt64(range.count)) }
    let separators = ["-", "_", ""]
    for round in 0..<60 {
      let separator = separators[number(0..<3)]
      let prefix = ["P", "OI", "case", "GHI"][number(0..<4)]
      let cases = (1...6).map { "\(prefix)\(separator)\(number(0..<3) == 0 ? "0" : "")\($0 * 7)" }
      let style = number(0..<5)
      func files(_ index: Int) -> (String, String) {
        let id = cases[index]
        let stem = [
          "\(id)_S\(index + 1)_L001", "240312_\(id)_S\(index + 1)", "\(id.lowercased())_x", "d/\(id)-rep2_S9_L004",
          "\(id)/reads",
        ][style]
        return ("\(stem)_R1_001.fastq.gz", "\(stem)_R2_001.fastq.gz")
      }
      func sheet(_ order: [Int]) -> String {
        "case_id,reads1,reads2\n"
          + order.enumerated().map { "\(cases[$0]),\(files($1).0),\(files($1).1)" }.joined(separator: "\n") + "\n"
      }
      #expect(try places(sheet(Array(0..<6))) == [], "seed \(seed), round \(round)")
      var order = Array(0..<6)
      let (one, other) = (number(0..<3), number(3..<6))
      order.swapAt(one, other)
      let told = try places(sheet(order))
      #expect(
        told.contains { $0.hasPrefix(cases[one] + " ") } && told.contains { $0.hasPrefix(cases[other] + " ") },
        "seed \(seed), round \(round): \(told) \(sheet(order))")
    }
  }

  @Test func theSameReadsInTwoCasesAreAnError() throws {
    let sheet = try sheet("case_id,reads1\nA,x.fq\nB,y.fq\nC,z.fq\n")
    let faults = CohortIdentity.sharedReads(
      sheet, digests: [[("x.fq", "1")], [("y.fq", "2")], [("z.fq", "1"), ("z2.fq", "3")]])
    #expect(faults.keys.sorted() == [0, 2] && faults.values.allSatisfy { $0.map(\.code) == [.sameReads] })
    #expect(faults[0]?.first?.reason == "x.fq holds the same bytes as z.fq of case C")
    #expect(CohortIdentity.sharedReads(sheet, digests: [[("x.fq", "1"), ("x.fq", "1")], [], []]).isEmpty)
  }

  @Test(arguments: [
    ("P01", ["P01_S1_L001_R1_001.fastq.gz", "P07_S1_L002_R1_001.fastq.gz"], true),
    ("DNA-11", ["DNA-11_L001_R1.fq", "DNA-12_L002_R1.fq"], true), ("smith", ["smith_1.fq", "jones_1.fq"], true),
    ("P01", ["P01_L001_R1.fq", "P01_L001_R2.fq"], false), ("P07", ["P07_R1.fq", "P07b_R1.fq"], false),
    ("P07_run1", ["P07_run1_R1.fq", "P07_run2_R1.fq"], false), ("x", ["a_R1.fq", "b_R1.fq"], true),
    ("x", ["a_R1.fq"], false),
    ("x", ["P01_S1_L001_R1_001.fastq.gz", "P02_S2_L001_R1_001.fastq.gz"], true),
    ("x", ["P01_S1_L001_R1_001.fastq.gz", "P01_S1_L002_R1_001.fastq.gz"], false),
    ("DNA-11", ["DNA-11_L001_R1.fq", "topup_DNA11_R1.fq"], false), ("a", ["a.fq"], false), ("s", ["-"], false),
  ])
  func lanesOfTwoNamesAreToldByTheScreen(_ sample: String, _ files: [String], _ isTold: Bool) {
    let warnings = LaboratoryName.warnings(sample: sample, lanes: files.map { [$0] })
    #expect(warnings.isEmpty != isTold && warnings.allSatisfy { $0.hasPrefix("IDENTITY_MISMATCH: ") })
  }

  @Test(arguments: [
    (["reads1.fq", "reads2.fq"], false), (["P01.fq", "P02.fq"], false), (["P01_R1.fq", "P02_R1.fq"], true),
    (["P01_R1.fq", "P02_R2.fq"], true), (["P02.fq", "P01.fq"], true), (["P01.fq", "P03.fq"], true),
    (["smith1.fq", "jones2.fq"], true),
  ])
  func matesNumberedWithoutATagAreOfOneSample(_ lane: [String], _ isTold: Bool) {
    let sample = SampleName.derived(fromFile: lane[0])
    #expect(LaboratoryName.warnings(sample: sample, lanes: [lane]).isEmpty != isTold)
    // Files of single reads are no mates: each may be another sample's.
    #expect(!LaboratoryName.warnings(sample: sample, lanes: lane.map { [$0] }).isEmpty)
  }
}

/// A small seeded source of numbers (Steele et al. 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
