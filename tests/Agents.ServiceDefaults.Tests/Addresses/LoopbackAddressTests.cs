using Agents.ServiceDefaults.Addresses;

namespace Agents.ServiceDefaults.Tests.Addresses;

public class LoopbackAddressTests
{
    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.8.9.1")]
    [InlineData("http://[::1]:80/base")]
    [InlineData("https://agents.localhost:8443")]
    [InlineData("http://unix:/run/agents.sock")]
    public void Loopback_IsRecognised(string url) => LoopbackAddress.IsLoopbackUrl(url).ShouldBeTrue();

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://*:80")]
    [InlineData("http://+:80")]
    [InlineData("http://192.168.1.2:80")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://127.0.0.1.example.com:80")]
    public void AnythingElse_IsNot(string url) => LoopbackAddress.IsLoopbackUrl(url).ShouldBeFalse();

    [Theory]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080")]
    [InlineData("https://[::]:8443", "https://localhost:8443")]
    [InlineData("http://*:80", "http://localhost:80")]
    [InlineData("http://192.168.1.5:8080", "http://192.168.1.5:8080")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    public void Wildcard_IsReachedByLoopback(string url, string expected) => LoopbackAddress.FromHere(url).ShouldBe(expected);
}
