using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Agents.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Agents.ServiceDefaults.Tests.Problems;

public class ProblemTests
{
    private sealed record Order(int ItemCount);

    [Fact]
    public async Task Crash_Is500WithoutItsText()
    {
        await using var service = await TestService.StartAsync(app =>
            app.MapGet("/crash", string () => throw new InvalidOperationException("password=hunter2")));

        var (reply, problem) = await GetAsync(service, "/crash");

        reply.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        problem.GetProperty("code").GetString().ShouldBe("internal_error");
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        problem.ToString().ShouldNotContain("hunter2");
        problem.ToString().ShouldNotContain(" at ");
    }

    [Fact]
    public async Task UnknownPath_IsAProblemWhateverIsAccepted()
    {
        await using var service = await TestService.StartAsync(_ => { });
        service.Http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));

        var (reply, problem) = await GetAsync(service, "/nowhere");

        reply.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        problem.GetProperty("code").GetString().ShouldBe("not_found");
    }

    [Fact]
    public async Task Result_KeepsCodeAndExtensions()
    {
        await using var service = await TestService.StartAsync(app => app.MapGet("/mismatch", () => Problem.Result(
            422, "The key was used with another body.", "idempotency_mismatch", new Dictionary<string, object?> { ["first_seen"] = 1 })));

        var (_, problem) = await GetAsync(service, "/mismatch");

        problem.GetProperty("status").GetInt32().ShouldBe(422);
        problem.GetProperty("code").GetString().ShouldBe("idempotency_mismatch");
        problem.GetProperty("first_seen").GetInt32().ShouldBe(1);
        problem.GetProperty("detail").GetString().ShouldBe("The key was used with another body.");
    }

    [Fact]
    public async Task BodyOfTheWrongShape_NamesThePlaceNotTheType()
    {
        await using var service = await TestService.StartAsync(app => app.MapPost("/orders", (Order order) => order.ItemCount));

        using var body = new StringContent("""{"item_count":"many"}""", Encoding.UTF8, "application/json");
        var reply = await service.Http.PostAsync("/orders", body);
        var problem = await ReadAsync(reply);

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("code").GetString().ShouldBe("validation_error");
        problem.GetProperty("detail").GetString()!.ShouldContain("$.item_count");
        problem.ToString().ShouldNotContain("System.");
    }

    [Fact]
    public async Task BodyBeyondTheLimit_Is413()
    {
        await using var service = await TestService.StartAsync(
            app => app.MapPost("/orders", (Order order) => order.ItemCount), settings: "--Service:MaxRequestBodyBytes=100");

        using var body = new StringContent($$"""{"item_count":1,"note":"{{new string('x', 200)}}"}""", Encoding.UTF8, "application/json");
        var reply = await service.Http.PostAsync("/orders", body);

        reply.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ReadAsync(reply)).GetProperty("code").GetString().ShouldBe("request_too_large");
    }

    [Fact]
    public async Task ReplyThatHasBegun_IsCutNotCorrupted()
    {
        await using var service = await TestService.StartAsync(app => app.MapGet("/late", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("first");
            await Problem.WriteAsync(context, 500, "too late");
        }));

        await Should.ThrowAsync<HttpRequestException>(() => service.Http.GetStringAsync("/late"));
    }

    private static async Task<(HttpResponseMessage Reply, JsonElement Problem)> GetAsync(TestService service, string path)
    {
        var reply = await service.Http.GetAsync(path);
        return (reply, await ReadAsync(reply));
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage reply)
        => JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;
}
