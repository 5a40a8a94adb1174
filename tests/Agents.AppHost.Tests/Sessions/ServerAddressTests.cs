using Agents.AppHost.Sessions;

namespace Agents.AppHost.Tests.Sessions;

public sealed class ServerAddressTests
{
    [Fact]
    public void Published_IsReadByOtherPrograms()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        new ServerAddress("http://localhost:9090").Publish(folder).ShouldBeNull();
        File.ReadAllText(Path.Combine(folder, "server.json")).ShouldBe("""{"url":"http://localhost:9090"}""");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Unwritable_SaysWhatToDoInstead()
        => new ServerAddress("http://localhost:9090").Publish("/nowhere/at/all").ShouldNotBeNull().ShouldContain("--server http://localhost:9090");
}
