// Output folders appear whole, by one rename, or not at all.

import Documents
import Foundation
import Reporting
import Testing

@Suite struct OutputFolderTests {
  let root: String

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "output-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  private func names(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  private func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  private static func run(_ command: String = "screen", _ sample: String? = "P07") -> OutputRun {
    OutputRun(version: "1", command: command, sample: sample, commandLine: ["collagen", command])
  }

  /// Publishes texts by name.
  private func publish(
    _ files: [String: String], to path: String, existing: OutputFolder.Existing = .refuse,
    run: OutputRun = OutputFolderTests.run(), whileStaged: (OutputFolder) throws -> Void = { _ in }
  ) throws {
    let folder = try OutputFolder(path: path, run: run, existing: existing)
    do {
      for (name, text) in files { try folder.write(name, text) }
      try whileStaged(folder)
      try folder.publish(inputs: [])
    } catch {
      folder.discard()
      throw error
    }
  }

  @Test func aNewFolderAppearsWholeWithItsManifest() throws {
    let path = root + "/deep/new"
    try publish(["a.txt": "one", "b.json": "two"], to: path) { _ in
      #expect(!FileManager.default.fileExists(atPath: path))
    }
    #expect(names(path) == ["a.txt", "b.json", "manifest.json"])
    #expect(names(root + "/deep") == ["new"])
    #expect(FolderCheck(folder: path).state == .whole)
    // The same work gives the same bytes, wherever it is put.
    try publish(["b.json": "two", "a.txt": "one"], to: root + "/again")
    #expect(text(path + "/manifest.json") == text(root + "/again/manifest.json"))
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func aFullFolderIsRefusedAndUntouched() throws {
    try Data("old".utf8).write(to: URL(filePath: root + "/a.txt"))
    for existing in [OutputFolder.Existing.refuse, .replace] {
      let error = #expect(throws: OutputError.self) { try publish(["a.txt": "new"], to: root, existing: existing) }
      #expect(error?.code == .cannotCreate && error?.reason.contains("--force") == true)
      #expect(names(root) == ["a.txt"] && text(root + "/a.txt") == "old")
    }
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func forceReplacesOwnFilesAndKeepsOthers() throws {
    try Data("old".utf8).write(to: URL(filePath: root + "/a.txt"))
    try Data("other".utf8).write(to: URL(filePath: root + "/keep.txt"))
    try publish(["a.txt": "new"], to: root + "/", existing: .force) { _ in #expect(text(root + "/a.txt") == "old") }
    #expect(text(root + "/a.txt") == "new")
    #expect(names(root) == ["a.txt", "keep.txt", "manifest.json"])
    #expect(FolderCheck(folder: root).state == .whole && FolderCheck(folder: root).manifest?.others == ["keep.txt"])
    // A file of the run before that the new run does not have goes away.
    try publish(["b.txt": "newer"], to: root, existing: .force)
    #expect(names(root) == ["b.txt", "keep.txt", "manifest.json"] && FolderCheck(folder: root).state == .whole)
    try FileManager.default.removeItem(atPath: root)
  }

  /// Two commands may write into one folder: what the first made stays known with its digests, whoever writes after.
  @Test func whatAnotherCommandMadeIsStillCompared() throws {
    let path = root + "/out"
    let document = "{\"schema\": \"collagen.screen/2\"}"
    let assay = OutputFolderTests.run("assay", nil)
    func fault(_ name: String) -> InputFault? {
      let file = path + "/" + name
      guard let found = FileBytes.summary(file) else { return nil }
      return Manifest.fault(
        ofFile: file, bytes: found.bytes, sha256: found.sha256, contents: { FileBytes.read(file) })
    }
    try publish(["P07.json": document], to: path)
    try Data("mine".utf8).write(to: URL(filePath: path + "/notes.txt"))
    for round in 0..<3 {
      try publish(["assay.json": "\(round)"], to: path, existing: round == 1 ? .replace : .force, run: assay)
      let manifest = FolderCheck(folder: path).manifest
      #expect(FolderCheck(folder: path).state == .whole, "\(round)")
      #expect(manifest?.others == ["P07.json", "notes.txt"] && manifest?.earlier?.map(\.name) == ["P07.json"])
      #expect(fault("P07.json") == nil && fault("assay.json") == nil && fault("notes.txt") == nil)
    }
    // What people own may change; a result may not.
    try Data("changed".utf8).write(to: URL(filePath: path + "/notes.txt"))
    #expect(FolderCheck(folder: path).state == .whole)
    try Data((document + "\n").utf8).write(to: URL(filePath: path + "/P07.json"))
    #expect(FolderCheck(folder: path).changed == ["P07.json"] && fault("P07.json")?.code == .changedFile)
    // The assay beside it is what it was; its own run makes the screen right again, and keeps the assay.
    #expect(FolderCheck(folder: path).isUnharmed && fault("assay.json") == nil)
    try publish(["P07.json": document], to: path, existing: .force)
    let manifest = FolderCheck(folder: path).manifest
    #expect(FolderCheck(folder: path).state == .whole && manifest?.earlier?.map(\.name) == ["assay.json"])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func aForcedRunThatEndsEarlyIsToldAsMixed() throws {
    let path = root + "/out"
    try publish(["a.txt": "one", "b.txt": "one"], to: path)
    let folder = try OutputFolder(path: path, run: OutputFolderTests.run(), existing: .force)
    for name in ["a.txt", "b.txt"] { try folder.write(name, "two") }
    // A folder in the way of the second file stops the run between the two.
    try FileManager.default.removeItem(atPath: path + "/b.txt")
    try FileManager.default.createDirectory(atPath: path + "/b.txt/x", withIntermediateDirectories: true)
    #expect(throws: OutputError.self) { try folder.publish(inputs: []) }
    folder.discard()
    #expect(FolderCheck(folder: path).state == .mixed)
    let fault = Manifest.fault(ofFile: path + "/a.txt", bytes: 3, sha256: String(repeating: "0", count: 64))
    #expect(fault?.code.rawValue == "CHANGED_FILE" && fault?.reason.contains("interrupted") == true)
    try FileManager.default.removeItem(atPath: path + "/b.txt")
    try publish(["a.txt": "three", "b.txt": "three"], to: path, existing: .replace)
    #expect(FolderCheck(folder: path).state == .whole && names(path) == ["a.txt", "b.txt", "manifest.json"])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func replacingIsOneExchangeThatCarriesOtherFilesOver() throws {
    let path = root + "/out"
    try publish(["a.txt": "one", "gone.txt": "one"], to: path)
    try Data("mine".utf8).write(to: URL(filePath: path + "/notes.txt"))
    try Data("mine".utf8).write(to: URL(filePath: path + "/.hidden"))
    #expect(FolderCheck(folder: path).added == ["notes.txt"])
    try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: path)
    try publish(["a.txt": "two"], to: path, existing: .replace) { folder in
      #expect(names(path) == [".hidden", "a.txt", "gone.txt", "manifest.json", "notes.txt"])
      #expect(folder.stagingPath.hasPrefix(root + "/.collagen-"))
    }
    #expect(names(path) == [".hidden", "a.txt", "manifest.json", "notes.txt"])
    #expect(text(path + "/a.txt") == "two" && text(path + "/notes.txt") == "mine")
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o750)
    #expect(FolderCheck(folder: path).state == .whole && names(root) == ["out"])
    for run in [OutputFolderTests.run("assay", nil), OutputFolderTests.run("screen", "P08")] {
      #expect(throws: OutputError.self) { try publish(["a.txt": "3"], to: path, existing: .replace, run: run) }
      #expect(text(path + "/a.txt") == "two")
    }
    // A folder below cannot have a second name: file by file then, with the same end.
    try FileManager.default.createDirectory(atPath: path + "/sub", withIntermediateDirectories: true)
    try publish(["a.txt": "three"], to: path, existing: .replace)
    #expect(text(path + "/a.txt") == "three" && names(path).contains("sub") && names(root) == ["out"])
    #expect(FolderCheck(folder: path).state == .whole)
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func linksEmptyFoldersAndTheWorkingFolderAreFilled() throws {
    try FileManager.default.createDirectory(atPath: root + "/real", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: root + "/link", withDestinationPath: "real")
    try publish(["a.txt": "one"], to: root + "/link")
    #expect(names(root + "/real") == ["a.txt", "manifest.json"] && names(root) == ["link", "real"])
    try publish(["a.txt": "two"], to: root + "/link/", existing: .replace)
    #expect(text(root + "/real/a.txt") == "two" && names(root) == ["link", "real"])
    #expect(FolderCheck(folder: root + "/link").state == .whole)
    try FileManager.default.createSymbolicLink(atPath: root + "/nowhere", withDestinationPath: "absent")
    let error = #expect(throws: OutputError.self) { try publish(["a.txt": "one"], to: root + "/nowhere") }
    #expect(error?.reason.contains("link to nothing") == true)
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func aFolderThatAnotherRunFilledMeanwhile() throws {
    for existing in [OutputFolder.Existing.force, .refuse] {
      let path = root + "/new-\(existing)"
      func race() throws {
        try publish(["a.txt": "ours"], to: path, existing: existing) { _ in
          try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
          try Data("theirs".utf8).write(to: URL(filePath: path + "/a.txt"))
        }
      }
      if existing == .force { try race() } else { #expect(throws: OutputError.self) { try race() } }
      #expect(text(path + "/a.txt") == (existing == .force ? "ours" : "theirs"))
    }
    #expect(names(root) == ["new-force", "new-refuse"])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func stagingOfDeadRunsIsRemovedAndThatOfLiveOnesIsNot() throws {
    let live = try OutputFolder(path: root + "/live", run: OutputFolderTests.run())
    try live.write("a.txt", "one")
    let name = try #require(live.stagingPath.split(separator: "/").last)
    let host = name.split(separator: "-")[1]
    let dead = root + "/.collagen-\(host)-dead.partial"
    let elsewhere = root + "/.collagen-00000000-dead.partial"
    for path in [dead, elsewhere] {
      try FileManager.default.createDirectory(atPath: path + "/files", withIntermediateDirectories: true)
      try Data("x".utf8).write(to: URL(filePath: path + "/files/a.txt"))
    }
    try publish(["a.txt": "one"], to: root + "/other")
    #expect(!FileManager.default.fileExists(atPath: dead) && FileManager.default.fileExists(atPath: elsewhere))
    try live.publish(inputs: [])
    #expect(FolderCheck(folder: root + "/live").state == .whole)
    // What a dead run had exchanged and not yet cleaned keeps the files that are nobody's but the user's.
    let swapped = root + "/.collagen-\(host)-swap.partial"
    try publish(["a.txt": "old"], to: swapped + "/files")
    try Data("mine".utf8).write(to: URL(filePath: swapped + "/files/notes.txt"))
    try Data().write(to: URL(filePath: swapped + "/exchanging"))
    try publish(["a.txt": "one"], to: root + "/third")
    #expect(names(swapped + "/files") == ["notes.txt"])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func whatAFillingRunLeftBehindGoesAwayLater() throws {
    let path = root + "/out"
    func leave() throws -> [String] {
      try publish(["a": "1"], to: path, existing: OutputFolder.Existing(replace: false, force: true))
      let staging = try OutputFolder(
        path: path, run: Self.run(), existing: OutputFolder.Existing(replace: false, force: true)
      ).stagingPath
      // The folder is staged inside the destination, and its run is gone without a word.
      #expect(staging.hasPrefix(path + "/") && FileManager.default.fileExists(atPath: staging))
      return names(path).filter { $0.hasPrefix(".collagen-") }
    }
    try publish(["a": "0"], to: path)
    #expect(try leave().count == 1)
    OutputFolder.removeRemains(in: path)
    #expect(names(path) == ["a", "manifest.json"])
    #expect(try leave().count == 1)
    // A run that makes its folder beside the destination takes the remains in it away as well.
    try publish(["a": "2"], to: path, existing: OutputFolder.Existing(replace: true, force: false))
    #expect(names(path) == ["a", "manifest.json"] && text(path + "/a") == "2")
  }

  @Test func discardLeavesNothing() throws {
    let folder = try OutputFolder(path: root + "/new", run: OutputFolderTests.run())
    try folder.write("a.txt", "one")
    folder.discard()
    #expect(names(root) == [])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func aFileInTheWayIsNamed() throws {
    try Data("x".utf8).write(to: URL(filePath: root + "/file"))
    for path in [root + "/file", root + "/file/below"] {
      let error = #expect(throws: OutputError.self) {
        try OutputFolder(path: path, run: OutputFolderTests.run(), existing: .force)
      }
      #expect(error?.code == .cannotCreate)
    }
    try FileManager.default.removeItem(atPath: root)
  }
}
