// Cultures, bands, profiles, counts, melting, digestions: what each cell becomes and what each table refuses.

import Documents
import Testing
import TypeICollagen

@testable import ExportAssay

@Suite struct CultureTableTests {
  private static let header =
    "line_id,role,bio_rep,batch,seeded_date,passage,confluent_days,ascorbate_ug_ml,label_hours,medium_ml,cell_layer_ml,dna_ug"

  private func dishes(_ rows: String) throws -> [CultureDish] {
    try CultureDish.read(NamedTable(Fixture.text("c.csv", Self.header + "\n" + rows)))
  }

  @Test func cells() throws {
    let found = try dishes("L,case,2,B7,,5,3,50,24,2,0.5,3.1\nC,control,,,2026-01-05,,,,,,,\n")
    #expect(found[0].line == "L" && found[0].role == .case && found[0].bioRep == 2 && found[0].batch == "B7")
    #expect(found[0].hours == 24 && found[0].mediumVolume == 2 && found[0].cellLayerVolume == 0.5)
    #expect(found[0].dna == 3.1 && found[0].flags.isEmpty && found[0].fileLine == 2)
    // Without a batch the day of seeding tells dishes apart; what is empty is not known.
    #expect(
      found[1].batch.isEmpty && found[1].key[2] == "2026-01-05" && found[1].bioRep == 1 && found[1].hours == nil
        && found[1].flags.isEmpty)
  }

  @Test func flags() throws {
    let rows: [(cells: String, flags: Set<QualityFlag>)] = [
      ("10,3,50", []), ("11,3,50", [.passageHigh]), ("5,0,50", [.notConfluent]),
      ("5,-1,0", [.notConfluent, .noAscorbate]),
    ]
    for row in rows { #expect(try dishes("L,case,1,,,\(row.cells),24,2,1,3\n")[0].flags == row.flags, "\(row.cells)") }
  }

  @Test func refusals() {
    let rows: [(rows: String, code: InputFault.Code, line: Int, words: String)] = [
      ("L,patient,1,,,,,,,,,\n", .badToken, 2, "role 'patient' is not one of: control, case, qc"),
      ("L,case,1,,,,,,,,,\nL,control,2,,,,,,,,,\n", .inconsistent, 3, "line 'L' is case in another row"),
      ("L,case,1,,,,,,,,,\nL,case,1,,,,,,,,,\n", .inconsistent, 3, "dish 1 of line 'L' stands twice"),
      ("L,case,1,,,,,,,0,,\n", .badNumber, 2, "medium_ml must be above 0"),
      ("L,case,1,,,2.5,,,,,,\n", .badNumber, 2, "passage is not a whole number"),
      (",case,1,,,,,,,,,\n", .badToken, 2, "line_id is empty"),
    ]
    for row in rows {
      let error = #expect(throws: InputFaults.self) { try dishes(row.rows) }
      #expect(error?.code == row.code && error?.line == row.line && error?.message == row.words, "\(row.words)")
    }
    // The same dish in another batch is another dish.
    #expect((try? dishes("L,case,1,B1,,,,,,,,\nL,case,1,B2,,,,,,,,\n"))?.count == 2)
  }
}

@Suite struct GelTableTests {
  private func bands(_ rows: String) throws -> [Band] {
    let header = "gel_id,lane,line_id,role,fraction,label,band,volume,background,rf,reduced,saturated_px\n"
    return try Band.read(NamedTable(Fixture.text("b.csv", header + rows)))
  }

  @Test func bands() throws {
    let found = try bands(
      "G,1,L,case,medium,14C-Pro,alpha1_I,500,20,0.41,0,3\nG,1,L,case,medium,14C-Pro,alpha9,25,40,,,\n")
    #expect(found[0].signal == 480 && found[0].rf == 0.41 && !found[0].isReduced && found[0].saturatedPixels == 3)
    #expect(found[1].signal == -15 && found[1].isReduced && found[1].saturatedPixels == 0)
    #expect(found.map(\.isKnown) == [true, false])
    for (row, words) in [
      ("G,1,L,case,medium,32P,alpha1_I,5,,,,", "label '32P' is not one of"),
      ("G,1,L,case,medium,WB,alpha1_I,5,,1.2,,", "rf is"),
      ("G,1,L,case,medium,WB,alpha1_I,-5,1,,,", "volume is negative"),
      ("G,1,L,case,serum,WB,alpha1_I,5,,,,", "'serum'"),
    ] {
      let error = #expect(throws: InputFaults.self) { try bands(row + "\n") }
      #expect(error?.line == 2 && error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
    let twice = "G,1,L,case,medium,WB,alpha1_I,5,,,,\n"
    #expect(throws: InputFaults.self) { try bands(twice + twice) }
  }

  @Test func profiles() throws {
    func read(_ rows: String) throws -> [LaneProfile] {
      try LaneProfile.read(NamedTable(Fixture.text("p.csv", "gel_id,lane,line_id,position_mm,intensity\n" + rows)))
    }
    let found = try read("G,1,L,0.5,10\nG,2,,0.5,11\nG,1,L,1,12\n")
    #expect(found.count == 2 && found[0].positions == [0.5, 1] && found[0].intensities == [10, 12])
    #expect(found[1].line.isEmpty)
    let falling = #expect(throws: InputFaults.self) { try read("G,1,L,1,10\nG,1,L,1,11\n") }
    #expect(falling?.code == .inconsistent && falling?.line == 3)
    #expect(throws: InputFaults.self) { try read("G,,L,1,10\n") }
  }
}

@Suite struct CountTableTests {
  @Test func counts() throws {
    let header =
      "experiment_id,line_id,role,pulse_min,chase_min,fraction,chain,counts,count_unit,counting_min,background_cpm,efficiency\n"
    func read(_ rows: String) throws -> [ChaseCount] {
      try ChaseCount.read(NamedTable(Fixture.text("c.csv", header + rows)))
    }
    let found = try read("E,L,case,5,30,medium,pro_alpha1_I,1200,counts,4,20,0.5\nE,L,case,,0,cell_layer,,300,,,,\n")
    #expect(abs(found[0].measurement.dpm - 560) < 1e-12 && found[0].pulse == 5 && found[0].chase == 30)
    #expect(found[1].measurement.unit == .cpm && found[1].measurement.dpm == 300 && found[1].chain.isEmpty)
    for (row, words) in [
      ("E,L,case,5,,medium,,1,,,,", "chase_min is empty"), ("E,L,case,5,1,medium,,,,,,", "counts is empty"),
      ("E,L,case,5,1,medium,,1,Bq,,,", "'Bq' is not one of: cpm, dpm, counts"),
      ("E,L,case,5,1,medium,,1,,,,80", "at most 1"), ("E,L,case,5,-1,medium,,1,,,,", "chase_min is negative"),
      ("E,L,case,5,1,medium,,1,,0,,", "counting_min must be above 0"),
    ] {
      let error = #expect(throws: InputFaults.self) { try read(row + "\n") }
      #expect(error?.line == 2 && error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
  }

  @Test func meltingAndDigestions() throws {
    let melting = try MeltingPoint.read(
      NamedTable(Fixture.text("t.csv", "line_id,temp_c,volume,background\nL,38.5,100,4\nL,40,50,\n")))
    #expect(melting.map(\.signal) == [96, 50] && melting[0].temperature == 38.5 && melting[0].bioRep == 1)
    #expect(throws: InputFaults.self) {
      try MeltingPoint.read(NamedTable(Fixture.text("t.csv", "line_id,temp_c,volume\nL,101,1\n")))
    }
    let digested = try CollagenaseSample.read(
      NamedTable(Fixture.text("d.csv", "line_id,role,released_dpm,no_enzyme_dpm,resistant_dpm\nL,case,100,,50\n")))
    #expect(digested[0].released == 100 && digested[0].blank == 0 && digested[0].resistant == 50)
    func hydroxyproline(_ method: String) throws -> [HydroxyprolineSample] {
      try HydroxyprolineSample.read(
        NamedTable(Fixture.text("h.csv", "line_id,role,method,hyp_ug\nL,case,\(method),2.5\n")))
    }
    #expect(try hydroxyproline("hplc")[0].mass == 2.5)
    #expect(throws: InputFaults.self) { try hydroxyproline("guess") }
  }
}
