releasePipeline {
    stages {
        for (region in ['eu-west-1', 'us-east-1']) {
            stage("Deploy-${region}") { }
        }
    }
}
