using Agents.Cli.Servers;

namespace Agents.Cli.Tests.Servers;

public sealed class DataFolderHoldTests
{
    [Theory]
    [InlineData("silo.lock")]
    [InlineData("apphost.lock")]
    public void Lock_IsSeenWhileItIsHeld(string name)
    {
        using var folder = new TemporaryFolder();
        DataFolderHold.IsHeld(folder.Path).ShouldBeFalse();
        using (new FileStream(Path.Combine(folder.Path, name), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            DataFolderHold.IsHeld(folder.Path).ShouldBeTrue();
        }

        DataFolderHold.IsHeld(folder.Path).ShouldBeFalse("a lock file without its process holds nothing");
    }

    [Fact]
    public void Looking_MakesNothing()
    {
        DataFolderHold.IsHeld("/nowhere/at/all").ShouldBeFalse();
        Directory.Exists("/nowhere").ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"url": "http://localhost:9090"}""", "http://localhost:9090/")]
    [InlineData("""{"port": 1}""", null)]
    [InlineData("half writ", null)]
    public void Url_IsReadWhereItIsThere(string holder, string? url)
    {
        using var folder = new TemporaryFolder();
        folder.Write("server.json", holder);
        DataFolderHold.UrlOfHolder(folder.Path)?.ToString().ShouldBe(url);
    }
}
