using System.Net;

namespace Agents.Gateway.Tests.Access;

public class HostCheckTests
{
    [Theory]
    [InlineData("localhost:8080", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:8080", HttpStatusCode.OK)]
    [InlineData("agents.example.com", HttpStatusCode.OK)]
    [InlineData("evil.example.com", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example.com", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.168.1.5:8080", HttpStatusCode.MisdirectedRequest)]
    public async Task Host_IsAnsweredIfItWasToldOf(string host, HttpStatusCode expected)
    {
        await using var gateway = await TestGateway.StartAsync(settings: "--Gateway:Hosts:0=agents.example.com");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/workflows") { Headers = { Host = host } };
        (await gateway.Http.SendAsync(request)).StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/executions")]
    public async Task ForeignHost_IsToldWhatToDoAndReachesNothing(string path)
    {
        await using var gateway = await TestGateway.StartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "evil.example.com" } };
        var problem = await (await gateway.Http.SendAsync(request)).ReadProblemAsync();

        problem.Text("code").ShouldBe("unknown_host");
        problem.Text("detail").ShouldContain("Gateway:Hosts");
        gateway.Dashboard.Requests.ShouldBe(0);
    }
}
