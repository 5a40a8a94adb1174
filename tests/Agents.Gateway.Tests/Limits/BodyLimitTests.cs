using System.Net;

namespace Agents.Gateway.Tests.Limits;

public class BodyLimitTests
{
    private const string Limit = "--Service:MaxRequestBodyBytes=1000";

    [Theory]
    [InlineData(1000, false, HttpStatusCode.OK)]
    [InlineData(1001, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(900, true, HttpStatusCode.OK)]
    [InlineData(100_000, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_IsTakenUpToTheLimit(int bytes, bool chunked, HttpStatusCode expected)
    {
        await using var gateway = await TestGateway.StartAsync(settings: Limit);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/workflows") { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.TransferEncodingChunked = chunked;
        var reply = await gateway.Http.SendAsync(request);

        reply.StatusCode.ShouldBe(expected);
        if (expected != HttpStatusCode.OK)
        {
            (await reply.ReadProblemAsync()).Text("code").ShouldBe("request_too_large");
        }
    }
}
