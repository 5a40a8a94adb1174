using System.Text;
using Agents.Core.Json;
using Agents.Silo.Tools;

namespace Agents.Silo.Tests.Tools;

public sealed class FileToolTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("agents-files").FullName;
    private readonly DataFolder _data;
    private readonly ArtifactFolder _files;

    public FileToolTests()
    {
        _data = DataFolder.Acquire(Path.Combine(_root, "data"));
        _files = new ArtifactFolder(ToolHost.Options(static options => (options.MaxFileBytes, options.MaxFolderBytes) = (1_000, 1_500)), _data);
    }

    private string Folder => Path.Combine(_data.Path, "artifacts", "e1");

    public void Dispose()
    {
        _data.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private Task<ToolResult> WriteAsync(string path, string content = "text", string execution = "e1") => ToolHost.CallAsync(new FileWriteTool(_files), new { path, content }, execution: execution);

    private Task<ToolResult> ReadAsync(string path, string execution = "e1") => ToolHost.CallAsync(new FileReadTool(_files), new { path }, execution: execution);

    [Fact]
    public async Task Files_AreWrittenReadListedAndMoved_InsideOfTheirExecution()
    {
        (await WriteAsync("notes/a.md", "hällo")).Output();
        (await ReadAsync("notes/a.md")).Output().ShouldBe("hällo");
        (await ToolHost.CallAsync(new FileReadTool(_files), new { path = "notes/a.md", offset = 1, limit = 2 })).Output().ShouldBe("äl");
        (await ReadAsync("notes/a.md", "e2")).Error().Code.ShouldBe("no_such_file");

        (await ToolHost.CallAsync(new FileMoveTool(_files), new { from = "notes/a.md", to = "b.md" })).Output();
        (await ToolHost.CallAsync(new FileMoveTool(_files), new { from = "notes/a.md", to = "b.md" })).Output();
        (await WriteAsync("c.txt")).Output();

        (await ToolHost.CallAsync(new FileGlobTool(_files), new { pattern = "*.md" })).Output().ShouldBe(JsonArray.Create("b.md"));
        (await ToolHost.CallAsync(new FileGlobTool(_files), new { })).Output().ShouldBe(JsonArray.Create("b.md", "c.txt"));
        File.ReadAllText(Path.Combine(Folder, "b.md")).ShouldBe("hällo");
    }

    [Theory]
    [InlineData("../e2/x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData(".hidden")]
    [InlineData("a\\..\\b")]
    [InlineData("C:/x")]
    [InlineData("a\u0000b")]
    [InlineData("end.")]
    public async Task NamesThatLeadElsewhere_AreRefused(string name)
    {
        (await WriteAsync(name)).Error().Code.ShouldBe("file_refused");
        (await ReadAsync(name)).Error().Code.ShouldBe("file_refused");
        (await ToolHost.CallAsync(new FileMoveTool(_files), new { from = name, to = "x" })).Error().Code.ShouldBe("file_refused");
    }

    [Fact]
    public async Task Links_AreNeverFollowed()
    {
        File.WriteAllText(Path.Combine(_root, "secret"), "secret");
        (await WriteAsync("own")).Output();
        File.CreateSymbolicLink(Path.Combine(Folder, "link"), Path.Combine(_root, "secret"));
        Directory.CreateSymbolicLink(Path.Combine(Folder, "folder"), _root);

        foreach (var name in new[] { "link", "folder/secret" })
        {
            (await ReadAsync(name)).Error().Code.ShouldBe("file_refused");
            (await WriteAsync(name, "changed")).Error().Code.ShouldBe("file_refused");
        }

        File.ReadAllText(Path.Combine(_root, "secret")).ShouldBe("secret");
        (await ToolHost.CallAsync(new FileGlobTool(_files), new { })).Output().ShouldBe(JsonArray.Create("own"));
    }

    [Fact]
    public async Task FilesThatAreTooLarge_AreRefused_AndWhatWasThereStays()
    {
        (await WriteAsync("a", new string('a', 1_000))).Output();

        (await WriteAsync("a", new string('b', 1_001))).Error().Message.ShouldContain("1,000");
        (await WriteAsync("b", new string('b', 501))).Error().Code.ShouldBe("file_refused");
        (await WriteAsync("a", new string('c', 900))).Output();

        (await ReadAsync("a")).Output().ShouldBe(new string('c', 900));
    }

    [Fact]
    public async Task WhatIsNoText_IsToldSo()
    {
        (await WriteAsync("a")).Output();
        await File.WriteAllBytesAsync(Path.Combine(Folder, "a"), Encoding.Latin1.GetBytes("\u00e4\u00ff"));

        (await ReadAsync("a")).Error().Message.ShouldContain("UTF-8");
    }

    [Fact]
    public void SiloWithoutADataFolder_HasNoFiles() => new FileReadTool(new ArtifactFolder(ToolHost.Options())).Absence.ShouldNotBeNull();
}
