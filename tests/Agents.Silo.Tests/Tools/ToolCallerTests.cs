using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Silo.Tools;
using Agents.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agents.Silo.Tests.Tools;

public sealed class ToolCallerTests
{
    private readonly ManualTimeProvider _time = new();

    private Task<ToolAnswer> CallAsync(TestTool tool, ToolReference? use = null, Action<ToolsOptions>? change = null, Func<Task<bool>>? mayTry = null)
        => new ToolCaller(ToolHost.Options(change), ToolHost.Redactor, _time, NullLogger<ToolCaller>.Instance)
            .CallAsync(new OfferedTool(tool, use ?? new ToolReference(tool.Name)), ToolHost.CallOf(new { }), "c1", mayTry ?? (static () => Task.FromResult(true)), CancellationToken.None);

    private async Task<ToolAnswer> PassAsync(Task<ToolAnswer> call)
    {
        while (!call.IsCompleted)
        {
            if (_time.ArmedTimers > 0)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.Yield();
        }

        return await call;
    }

    [Fact]
    public async Task ToolThatDoesNotListen_EndsAtItsTimeout()
    {
        var deaf = new TestTool("deaf", static (_, _) => new TaskCompletionSource<ToolResult>().Task);

        var answer = await PassAsync(CallAsync(deaf, new ToolReference("deaf") { Timeout = TimeSpan.FromSeconds(5) }));

        (answer.Error!.Category, answer.Error.Code, answer.EndsAttempt, answer.Tries).ShouldBe((ErrorCategory.Timeout, "tool_timeout", true, 1));
        answer.Duration.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task FailureThatMayPass_IsTriedAgain_UnderTheSameKey()
    {
        var calls = 0;
        var flaky = new TestTool("flaky", _ => ++calls < 3 ? ToolResult.Fail(ErrorCategory.Provider, "down", "down") : ToolResult.Of("up"));

        var answer = await PassAsync(CallAsync(flaky, new ToolReference("flaky") { Retries = 2 }));

        (answer.Output, answer.Tries).ShouldBe(("up", 3));
        flaky.Keys.Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(ErrorCategory.Provider, 3)]
    [InlineData(ErrorCategory.Validation, 1)]
    [InlineData(ErrorCategory.Forbidden, 1)]
    public async Task OnlyWhatMayPass_IsTriedAgain_AndNotForEver(string category, int tries)
    {
        var broken = new TestTool("broken", _ => ToolResult.Fail(category, "x", "x"));

        (await PassAsync(CallAsync(broken, new ToolReference("broken") { Retries = 2 }))).Tries.ShouldBe(tries);
        broken.Calls.Count.ShouldBe(tries);
    }

    [Fact]
    public async Task TryThatABudgetDoesNotAllow_IsNotMade()
    {
        var broken = new TestTool("broken", static _ => ToolResult.Fail(ErrorCategory.Provider, "x", "x"));

        (await PassAsync(CallAsync(broken, new ToolReference("broken") { Retries = 9 }, mayTry: static () => Task.FromResult(false)))).Tries.ShouldBe(1);
    }

    [Fact]
    public async Task BugOfATool_IsToldAsOne_WithoutItsText()
    {
        var buggy = new TestTool("buggy", static ToolResult (_) => throw new InvalidOperationException("password=hunter2"));

        var error = (await CallAsync(buggy)).Error!;

        (error.Category, error.Code, error.Message.Contains("hunter2", StringComparison.Ordinal)).ShouldBe((ErrorCategory.Internal, "tool_broke", false));
    }

    [Fact]
    public async Task LongOutput_IsCut_AndSaysSo()
    {
        var text = await CallAsync(new TestTool("long", static _ => ToolResult.Of(new string('x', 1_500))), change: static options => options.OutputLimit = 1_000);
        var json = await CallAsync(new TestTool("json", static _ => ToolResult.Of(JsonArray.From(Enumerable.Repeat<JsonValue>("xxxxxxx", 200)))), change: static options => options.OutputLimit = 1_000);

        text.IsTruncated.ShouldBeTrue();
        ((JsonString)text.Output!).Value.ShouldEndWith("[cut: 500 of 1500 characters are missing; ask for less]");
        (json.IsTruncated, json.Output is JsonString).ShouldBe((true, true));
    }
}
