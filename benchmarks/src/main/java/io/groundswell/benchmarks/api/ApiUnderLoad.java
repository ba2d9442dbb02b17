package io.groundswell.benchmarks.api;

import io.groundswell.http.Routes;
import io.groundswell.likes.LikesApi;
import io.groundswell.likes.LikesApiConfig;
import io.groundswell.settings.Settings;

/** The API as it ships, configured by the environment, over a {@link StandInQueue}. */
final class ApiUnderLoad {
    public static void main(String[] arguments) {
        LikesApi api =
                LikesApi.start(Settings.read(System.getenv(), LikesApiConfig::read), new StandInQueue(), Routes.none());
        Runtime.getRuntime().addShutdownHook(new Thread(api::close, "api-stop"));
    }

    private ApiUnderLoad() {}
}
