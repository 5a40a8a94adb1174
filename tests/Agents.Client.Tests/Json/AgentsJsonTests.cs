using System.Text.Json;
using Agents.Client.Executions;
using Agents.Client.Json;

namespace Agents.Client.Tests.Json;

public sealed class AgentsJsonTests
{
    [Fact]
    public void Detail_ReadsBackAsItWasWritten()
    {
        var read = JsonSerializer.Deserialize(Samples.Execution, AgentsJson.Wire.ExecutionDetail)!;
        var written = JsonSerializer.Serialize(read, AgentsJson.Wire.ExecutionDetail);
        var again = JsonSerializer.Deserialize(written, AgentsJson.Wire.ExecutionDetail)!;

        written.ShouldContain("\"total_cost_usd\":null");
        written.ShouldContain("\"total_tokens\":{\"input\":10,\"output\":5,\"total\":15}");
        written.ShouldContain("Zoë");
        JsonSerializer.Serialize(again, AgentsJson.Wire.ExecutionDetail).ShouldBe(written);
    }

    [Fact]
    public void MissingMember_IsNamed()
    {
        var failure = Should.Throw<JsonException>(
            () => JsonSerializer.Deserialize("""{"id":"x"}""", AgentsJson.Wire.ExecutionDetail));

        failure.Message.ShouldContain("workflow_id");
    }

    [Theory]
    [InlineData(ExecutionStatuses.Completed, true)]
    [InlineData(ExecutionStatuses.TimedOut, true)]
    [InlineData(ExecutionStatuses.BudgetExceeded, false)]
    [InlineData(ExecutionStatuses.Paused, false)]
    public void IsFinal_FollowsTheLifecycle(string status, bool final) => ExecutionStatuses.IsFinal(status).ShouldBe(final);
}
