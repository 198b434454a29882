releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            source('Configuration') { git url: 'https://git.example.com/configuration.git'; output 'Configuration' }
            build('Package') { commands 'make' }
        }
    }
}
