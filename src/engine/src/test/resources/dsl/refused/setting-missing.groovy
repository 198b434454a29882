releasePipeline {
    stages {
        stage('Source') { source('App') { git branch: 'main' } }
        stage('Build') {
            build('Package') { commands 'make'; environment() }
            beforeEntry { deploymentWindow timeZone: 'UTC' }
        }
    }
}
