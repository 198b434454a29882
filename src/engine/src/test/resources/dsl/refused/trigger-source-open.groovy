releasePipeline {
    triggers { push { branches include: ['main'] } }
    stages {
        stage('Source') {
            source('App') { scm(); output 'AppSource' }
            source('Configuration') { git url: 'https://git.example.com/configuration.git'; output 'Configuration' }
        }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
