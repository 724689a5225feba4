// Output folders appear whole, by one rename, or not at all.

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

  @Test func aNewFolderAppearsWhole() throws {
    let path = root + "/deep/new"
    let folder = try OutputFolder(path: path, force: false)
    try folder.write("a.txt", "one")
    try folder.write("b.json", "two")
    #expect(!FileManager.default.fileExists(atPath: path))
    try folder.publish(order: ["a.txt", "b.json"])
    #expect(names(path) == ["a.txt", "b.json"])
    #expect(names(root + "/deep") == ["new"])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func aFullFolderIsRefusedAndUntouched() throws {
    try Data("old".utf8).write(to: URL(filePath: root + "/a.txt"))
    #expect(throws: OutputError.self) { try OutputFolder(path: root, force: false) }
    #expect(names(root) == ["a.txt"])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func forceReplacesOwnFilesAndKeepsOthers() throws {
    try Data("old".utf8).write(to: URL(filePath: root + "/a.txt"))
    try Data("other".utf8).write(to: URL(filePath: root + "/keep.txt"))
    let folder = try OutputFolder(path: root + "/", force: true)
    try folder.write("a.txt", "new")
    #expect(text(root + "/a.txt") == "old")
    try folder.publish(order: ["a.txt"])
    #expect(text(root + "/a.txt") == "new")
    #expect(names(root) == ["a.txt", "keep.txt"])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func aFolderThatAnotherRunFilledMeanwhile() throws {
    for force in [true, false] {
      let path = root + "/new-\(force)"
      let folder = try OutputFolder(path: path, force: force)
      try folder.write("a.txt", "ours")
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      try Data("theirs".utf8).write(to: URL(filePath: path + "/a.txt"))
      if force {
        try folder.publish(order: ["a.txt"])
      } else {
        #expect(throws: OutputError.self) { try folder.publish(order: ["a.txt"]) }
        folder.discard()
      }
      #expect(text(path + "/a.txt") == (force ? "ours" : "theirs"))
    }
    #expect(names(root) == ["new-false", "new-true"])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func discardLeavesNothing() throws {
    let folder = try OutputFolder(path: root + "/new", force: false)
    try folder.write("a.txt", "one")
    folder.discard()
    #expect(names(root) == [])
    try FileManager.default.removeItem(atPath: root)
  }

  @Test func aFileInTheWayIsNamed() throws {
    try Data("x".utf8).write(to: URL(filePath: root + "/file"))
    for path in [root + "/file", root + "/file/below"] {
      do {
        _ = try OutputFolder(path: path, force: true)
        Issue.record("a file is no folder")
      } catch {
        #expect(error.code == .cannotCreate)
      }
    }
    try FileManager.default.removeItem(atPath: root)
  }
}
