using Microsoft.AspNetCore.Builder;

namespace Agents.ServiceDefaults.Tests.Json;

public class SnakeCaseJsonTests
{
    private sealed record Reply(string WorkflowId, DayOfWeek FirstDay, Dictionary<string, int> ByName);

    [Fact]
    public async Task Reply_HasSnakeCaseNamesAndItsOwnKeys()
    {
        await using var service = await TestService.StartAsync(app =>
            app.MapGet("/reply", () => new Reply("größe", DayOfWeek.Monday, new() { ["KeepMe"] = 1 })));

        (await service.Http.GetStringAsync("/reply")).ShouldBe("""{"workflow_id":"größe","first_day":"monday","by_name":{"KeepMe":1}}""");
    }
}
